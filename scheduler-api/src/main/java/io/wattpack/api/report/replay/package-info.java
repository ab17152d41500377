/**
 * Plays a trace against placement policies, one arrival at a time, and reports what each made of
 * it: a trace and a player in, curves, figures and an HTML page out. The books it measures by are
 * its own, so that what a player claims is checked by counting.
 */
@NullMarked
package io.wattpack.api.report.replay;

import org.jspecify.annotations.NullMarked;
