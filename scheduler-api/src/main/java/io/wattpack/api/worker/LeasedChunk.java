package io.wattpack.api.worker;

import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ReplicaId;
import java.time.Duration;
import java.util.List;

/**
 * Lines of one job, leased to one replica.
 *
 * @param token proves the lease with every commit
 * @param validFor how long it lives unless renewed, counted by the holder from when it asked
 * @param lines the chunk's unsettled lines
 */
public record LeasedChunk(
    String token, JobId job, ReplicaId replica, Duration validFor, List<RequestLine> lines) {
  public LeasedChunk {
    lines = List.copyOf(lines);
  }
}
