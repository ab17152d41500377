/**
 * Which running device gets how many watts: caps by value per watt under a tree of limits, exact.
 *
 * <p>In: a tree of limits, kinds of load (a curve and a weight) and how many devices of which kind
 * hang where, all by dense index. Out: a cap for every device, or the domain whose minima do not
 * fit. Fixed loads are already taken off the limits. Knows nothing of jobs, nodes or plans.
 */
@NullMarked
package io.wattpack.core.power.dispatch;

import org.jspecify.annotations.NullMarked;
