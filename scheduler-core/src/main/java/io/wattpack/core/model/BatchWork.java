package io.wattpack.core.model;

import io.wattpack.core.units.EpochMillis;
import java.util.List;

/**
 * A validated list of requests for one model; work for pools. The lines themselves stay in the data
 * plane.
 *
 * @param lines requests, at least 1
 * @param tokens estimate over all lines, at least 1
 * @param chunks pieces in which lines are handed to replicas, 1 to {@code lines}
 * @param deadline when every line should be answered
 * @param allowedSites sites that may run it; empty: any
 */
public record BatchWork(
    ModelId model,
    long lines,
    long tokens,
    long chunks,
    EpochMillis deadline,
    List<SiteId> allowedSites)
    implements JobWork {
  public BatchWork {
    allowedSites = List.copyOf(allowedSites);
  }

  @Override
  public JobKind kind() {
    return JobKind.BATCH;
  }
}
