package io.wattpack.api.simulation;

import org.jspecify.annotations.Nullable;

/** A batch as its customer knows it. */
final class Order {
  private final int number;
  private final Upload upload;
  private final String window;
  private @Nullable String id;
  private boolean isRefused;
  private boolean isCancelled;

  Order(int number, Upload upload, String window) {
    this.number = number;
    this.upload = upload;
    this.window = window;
  }

  int number() {
    return number;
  }

  Upload upload() {
    return upload;
  }

  String window() {
    return window;
  }

  /** Null until the service has acknowledged it. */
  @Nullable String id() {
    return id;
  }

  /** The service says it has the batch; a second time it must be the same one. */
  void acknowledged(String batch) {
    if (id != null && !id.equals(batch)) {
      throw new BrokenRun("The order %d became %s and %s.".formatted(number, id, batch));
    }
    id = batch;
  }

  void refused() {
    isRefused = true;
  }

  boolean isOpen() {
    return id == null && !isRefused;
  }

  /** The customer has asked for its end, whether the service has answered or not. */
  void cancelled() {
    isCancelled = true;
  }

  boolean isCancelled() {
    return isCancelled;
  }
}
