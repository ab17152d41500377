package io.wattpack.api.batch;

import io.wattpack.core.model.JobId;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.JobStatus;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether the core took the jobs that were submitted. A refusal is rare (the fleet changed
 * between validation and the core's step), but a batch nobody works on must not look as if it ran.
 */
final class CoreAnswers {
  private final Consumer<JobId> onRefused;
  private final Map<JobId, Long> submitted = new LinkedHashMap<>();
  private @Nullable FleetStatus newest;

  CoreAnswers(Consumer<JobId> onRefused) {
    this.onRefused = onRefused;
  }

  /** The job has this number in the journal. */
  void expect(JobId job, long number) {
    submitted.put(job, number);
    if (newest != null) {
      check(newest);
    }
  }

  void forget(JobId job) {
    submitted.remove(job);
  }

  void planned(FleetStatus status) {
    newest = status;
    check(status);
  }

  /**
   * Whether the job is on its way to the core, or the core works on it as far as the newest plan
   * shows.
   */
  boolean knows(JobId job) {
    return submitted.containsKey(job)
        || (newest != null && newest.jobs().stream().anyMatch(each -> each.job().id().equals(job)));
  }

  private void check(FleetStatus status) {
    if (submitted.values().stream().noneMatch(number -> number <= status.lastInput())) {
      return;
    }
    Set<JobId> known = new LinkedHashSet<>();
    for (JobStatus job : status.jobs()) {
      known.add(job.job().id());
    }
    for (Map.Entry<JobId, Long> each : Map.copyOf(submitted).entrySet()) {
      if (each.getValue() <= status.lastInput()) {
        submitted.remove(each.getKey());
        if (!known.contains(each.getKey())) {
          onRefused.accept(each.getKey());
        }
      }
    }
  }
}
