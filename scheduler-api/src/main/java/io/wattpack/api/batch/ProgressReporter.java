package io.wattpack.api.batch;

import io.wattpack.api.time.Timer.Cancellable;
import io.wattpack.core.event.BatchProgressed;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.units.Millijoules;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the core how far each replica is with each batch: at once when it has been quiet, then at
 * most once per interval. Reports are cumulative, so one that is lost is made good by the next.
 * Lives on the serial executor.
 */
final class ProgressReporter {
  private final Surroundings around;
  private final DataPlaneOptions options;
  private final Map<JobId, Map<ReplicaId, Pair>> pairs = new LinkedHashMap<>();

  /** One replica's work on one batch. */
  private static final class Pair {
    private long lines;
    private long tokens;
    private long millijoules;
    private boolean isDirty;
    private @Nullable Cancellable timer;
  }

  ProgressReporter(Surroundings around, DataPlaneOptions options) {
    this.around = around;
    this.options = options;
  }

  /** Begins with what earlier processes have stored. */
  void restore(JobId job, ResultTable.Progress stored) {
    Pair pair = pair(job, stored.replica());
    pair.lines = stored.lines();
    pair.tokens = stored.tokens();
    pair.millijoules = stored.energy().value();
    pair.isDirty = true;
    report(job, stored.replica(), pair);
  }

  void add(JobId job, ReplicaId replica, long lines, long tokens, long millijoules) {
    Pair pair = pair(job, replica);
    pair.lines += lines;
    pair.tokens += tokens;
    pair.millijoules += millijoules;
    pair.isDirty = true;
    if (pair.timer == null) {
      report(job, replica, pair);
    }
  }

  /** Reports what is left and forgets the batch. */
  void finish(JobId job) {
    Map<ReplicaId, Pair> finished = pairs.remove(job);
    if (finished != null) {
      finished.forEach((replica, pair) -> finish(job, replica, pair));
    }
  }

  private void finish(JobId job, ReplicaId replica, Pair pair) {
    if (pair.timer != null) {
      pair.timer.cancel();
    }
    if (pair.isDirty) {
      var unused = around.intake().submit(event(job, replica, pair));
    }
  }

  private Pair pair(JobId job, ReplicaId replica) {
    return pairs
        .computeIfAbsent(job, key -> new LinkedHashMap<>())
        .computeIfAbsent(replica, key -> new Pair());
  }

  private void report(JobId job, ReplicaId replica, Pair pair) {
    pair.isDirty = false;
    var unused =
        around
            .intake()
            .submit(event(job, replica, pair))
            .whenCompleteAsync(
                (number, failure) -> pair.isDirty |= failure != null, around.serial());
    pair.timer =
        around
            .timer()
            .after(
                options.progressEvery(),
                () -> around.serial().execute(() -> intervalEnds(job, replica, pair)));
  }

  private void intervalEnds(JobId job, ReplicaId replica, Pair pair) {
    pair.timer = null;
    boolean isKnown = pairs.containsKey(job);
    if (isKnown && pair.isDirty) {
      report(job, replica, pair);
    }
  }

  private static BatchProgressed event(JobId job, ReplicaId replica, Pair pair) {
    return new BatchProgressed(
        job, replica, pair.lines, pair.tokens, new Millijoules(pair.millijoules));
  }
}
