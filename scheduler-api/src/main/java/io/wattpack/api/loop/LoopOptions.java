package io.wattpack.api.loop;

import java.time.Duration;

/**
 * Bounds of a {@link SchedulerLoop}.
 *
 * @param inboxMax most events that wait to be journalled, at least 1; more are refused
 * @param groupMax most inputs written together, and most given to one step, at least 1
 * @param wakeMax longest time without looking at the clock while a moment to act at is known:
 *     timers count monotonic time, and the wall clock may be set; at least a millisecond
 * @param snapshotEvery journal entries from one snapshot to the next, at least 1; about as many are
 *     read at the next start
 */
public record LoopOptions(int inboxMax, int groupMax, Duration wakeMax, int snapshotEvery) {
  public static final LoopOptions DEFAULT =
      new LoopOptions(10_000, 512, Duration.ofMinutes(1), 10_000);

  public LoopOptions {
    if (inboxMax < 1 || groupMax < 1 || wakeMax.toMillis() < 1 || snapshotEvery < 1) {
      throw new IllegalArgumentException(
          "The loop's bounds must be at least 1, but were inboxMax %d, groupMax %d, wakeMax %s, snapshotEvery %d."
              .formatted(inboxMax, groupMax, wakeMax, snapshotEvery));
    }
  }
}
