/**
 * The data plane: files, batches, and what becomes of each of their lines.
 *
 * <p>In: uploads and requests of tenants, plans of the core, leases and answers of workers. Out:
 * validated jobs, progress and ends to the core; results, counts and the ledger to the store. A
 * line's result and its ledger entry commit in one transaction, and only under a live lease. Knows
 * nothing of HTTP, and has no thread, clock or chance of its own: all are arguments, so that it
 * runs on virtual time.
 */
@NullMarked
package io.wattpack.api.batch;

import org.jspecify.annotations.NullMarked;
