/**
 * Learns what a placement policy decides by, by playing placement against itself on a light copy of
 * the fleet.
 *
 * <p>In: the kinds of nodes and the mix of the work, never its order. Out: a table with where it
 * came from. Seeded, counted in plays and not in time; knows nothing of state, plans or power
 * limits.
 */
@NullMarked
package io.wattpack.core.learn;

import org.jspecify.annotations.NullMarked;
