/**
 * Uploaded files and results as named byte sequences.
 *
 * <p>In: bytes from routes and workers. Out: slices for validation, leases and downloads. Only what
 * was synced counts after a crash; rows in the store say which bytes are meant, so a junk tail is
 * never seen. Knows nothing of batches or tenants.
 */
@NullMarked
package io.wattpack.api.blob;

import org.jspecify.annotations.NullMarked;
