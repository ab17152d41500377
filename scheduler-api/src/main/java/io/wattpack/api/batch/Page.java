package io.wattpack.api.batch;

import java.util.List;

/** A part of a list, and whether more follows it. */
public record Page<T>(List<T> data, boolean hasMore) {
  public Page {
    data = List.copyOf(data);
  }
}
