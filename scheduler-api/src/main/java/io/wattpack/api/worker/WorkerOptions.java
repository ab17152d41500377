package io.wattpack.api.worker;

import java.time.Duration;

/**
 * How a worker treats a leased chunk.
 *
 * @param linesInFlight requests of one replica at the model server at the same time
 * @param groupLines answers that are committed together
 * @param groupWait how long an answer waits for others to be committed with
 * @param renewEvery how often a lease is renewed
 * @param idlePause how long a replica without work waits before it asks again (asking itself waits
 *     for work)
 * @param failurePause how long it waits after a failure
 * @param attempts how often a line is tried while the model server answers with a status of 500 or
 *     more
 */
public record WorkerOptions(
    int linesInFlight,
    int groupLines,
    Duration groupWait,
    Duration renewEvery,
    Duration idlePause,
    Duration failurePause,
    int attempts) {
  public static final WorkerOptions DEFAULTS =
      new WorkerOptions(
          2,
          16,
          Duration.ofMillis(250),
          Duration.ofSeconds(10),
          Duration.ofMillis(50),
          Duration.ofSeconds(1),
          3);
}
