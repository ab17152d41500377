/**
 * What to give back when a limit falls: miners, caps, pauses, moves and stops of the least value,
 * chosen together under a tree of limits.
 *
 * <p>In: domains with the watts that must go, running loads and miner groups by dense index, and a
 * deadline. Out: ordered actions, each with what it frees, when, and what it costs; and what cannot
 * be shed. Knows nothing of jobs, nodes or plans of the engine.
 */
@NullMarked
package io.wattpack.core.power.curtail;

import org.jspecify.annotations.NullMarked;
