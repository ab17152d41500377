/**
 * The process beside the model server: leases chunks, calls the server, returns results.
 *
 * <p>{@link io.wattpack.api.worker.WorkerLink} is its end towards the hub, {@link
 * io.wattpack.api.worker.ModelServer} towards the model. The embedded default runs both in the
 * hub's process.
 */
@NullMarked
package io.wattpack.api.worker;

import org.jspecify.annotations.NullMarked;
