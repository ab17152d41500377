/**
 * Dense columns and ordered indexes that share one undo log.
 *
 * <p>Everything the state can change lives in one of these, so that a checkpoint costs nothing, a
 * rollback costs what was touched, and a fork is a copy of arrays. Knows nothing of what the
 * numbers mean.
 */
@NullMarked
package io.wattpack.core.state.column;

import org.jspecify.annotations.NullMarked;
