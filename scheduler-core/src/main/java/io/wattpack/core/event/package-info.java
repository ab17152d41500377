/**
 * What can happen: everything that decides enters the core as one of these events.
 *
 * <p>Immutable values, journalled before they are applied. May use {@code units} and {@code model};
 * knows nothing of plans or state.
 */
@NullMarked
package io.wattpack.core.event;

import org.jspecify.annotations.NullMarked;
