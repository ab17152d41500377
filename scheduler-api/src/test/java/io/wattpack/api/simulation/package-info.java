/**
 * The whole service in one thread on virtual time, with crashes: the shipped loop, store, journal,
 * leases, blobs, batches, tasks and workers; only sites, model server, time, executors, chance and
 * the file system under the blobs are simulated.
 *
 * <p>In: a seed. Out: a report of what was survived, or an error that names the broken promise.
 */
@NullMarked
package io.wattpack.api.simulation;

import org.jspecify.annotations.NullMarked;
