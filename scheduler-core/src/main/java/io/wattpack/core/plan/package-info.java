/**
 * What can be decided, and why: plans, bundles, decisions and reasons.
 *
 * <p>Immutable values, journalled before they are dispatched. May use {@code units}, {@code model}
 * and {@code event}; knows nothing of state.
 */
@NullMarked
package io.wattpack.core.plan;

import org.jspecify.annotations.NullMarked;
