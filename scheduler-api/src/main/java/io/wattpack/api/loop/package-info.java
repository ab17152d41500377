/**
 * The single writer of the scheduling truth: inbox, journal input, step, journal plan, dispatch,
 * views.
 */
@NullMarked
package io.wattpack.api.loop;

import org.jspecify.annotations.NullMarked;
