/**
 * The durable truth: one store that owns every write, the append-only journal of inputs and plans,
 * and their codec.
 *
 * <p>Both roots of truth (scheduling, and lines with their ledger) are written through {@link
 * io.wattpack.api.journal.Store}.
 */
@NullMarked
package io.wattpack.api.journal;

import org.jspecify.annotations.NullMarked;
