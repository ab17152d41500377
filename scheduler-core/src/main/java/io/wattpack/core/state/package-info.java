/**
 * The one truth and its reducer: dense columns inside, immutable status values outside.
 *
 * <p>One reducer serves events and decisions, over columns with one undo log, so that rollback,
 * fork and recovery are the same code.
 */
@NullMarked
package io.wattpack.core.state;

import org.jspecify.annotations.NullMarked;
