package io.wattpack.api.batch;

import io.wattpack.api.blob.BlobStore;
import io.wattpack.api.journal.Store;
import io.wattpack.api.loop.Intake;
import io.wattpack.api.time.Timer;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * All that the data plane is handed.
 *
 * @param serial runs one task after the other: what is in memory is touched only there
 * @param blocking runs what waits for storage
 */
public record Surroundings(
    Store store,
    BlobStore blobs,
    Intake intake,
    InstantSource clock,
    Timer timer,
    Executor serial,
    Executor blocking) {
  <T> CompletableFuture<T> onSerial(Supplier<CompletableFuture<T>> work) {
    return CompletableFuture.completedFuture(true).thenComposeAsync(go -> work.get(), serial);
  }
}
