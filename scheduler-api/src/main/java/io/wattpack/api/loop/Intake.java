package io.wattpack.api.loop;

import io.wattpack.core.event.Event;
import java.util.concurrent.CompletableFuture;

/** The way in for everything that happens. */
@FunctionalInterface
public interface Intake {
  /**
   * Offers an event; the future completes with its journal number when it is on disk, before it is
   * decided on. It fails with {@code StorageFullException} when storage is full.
   */
  CompletableFuture<Long> submit(Event event);
}
