package io.wattpack.api.batch;

import java.time.Duration;

/**
 * The data plane's times and widths.
 *
 * @param leaseLife how long a lease lives unless renewed; at least three times as long as workers
 *     wait between renewals
 * @param leaseWait how long a worker's request waits for work before it is answered with none
 * @param progressEvery least time between two reports of one replica's progress on one batch to the
 *     core
 * @param retryAfter how long a failed write waits before it is tried again
 * @param validationsMax inputs read at the same time
 */
public record DataPlaneOptions(
    Duration leaseLife,
    Duration leaseWait,
    Duration progressEvery,
    Duration retryAfter,
    int validationsMax) {
  public static final DataPlaneOptions DEFAULTS =
      new DataPlaneOptions(
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofMillis(250),
          Duration.ofSeconds(1),
          2);
}
