/**
 * Measures placement (speed and memory) and the dispatch of watts (speed) on made-up fleets: a size
 * in, figures out. Placement is measured on the real engine, checker included, one arrival per
 * step.
 */
@NullMarked
package io.wattpack.api.report.bench;

import org.jspecify.annotations.NullMarked;
