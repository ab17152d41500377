/**
 * Measures the speed and the memory of placement on a made-up fleet: its size in, figures out. It
 * drives the real engine, checker included, one arrival per step.
 */
@NullMarked
package io.wattpack.api.report.bench;

import org.jspecify.annotations.NullMarked;
