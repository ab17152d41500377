/**
 * Where a replica goes: candidates, filters, scores.
 *
 * <p>In: the state and what is asked for. Out: devices to book, or the reason why there are none.
 * Decides nothing about order and changes nothing.
 */
@NullMarked
package io.wattpack.core.placement;

import org.jspecify.annotations.NullMarked;
