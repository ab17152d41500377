/**
 * What came of power events: what was asked, what was booked and what meters showed, by intervals.
 *
 * <p>In: every step's state; out: reports. It writes tables of its own and changes nothing else; no
 * decision reads them.
 */
@NullMarked
package io.wattpack.api.report.power;

import org.jspecify.annotations.NullMarked;
