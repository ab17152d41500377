package io.wattpack.core.sim;

import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.ReplicaPause;
import io.wattpack.core.plan.ReplicaResume;
import io.wattpack.core.plan.ReplicaStop;
import java.util.Set;
import java.util.TreeSet;

/** What replicas were told since they started: to stop, to pause, or to go on. */
final class ToldCounts {
  private final Set<ReplicaId> leaving = new TreeSet<>();
  private final Set<ReplicaId> paused = new TreeSet<>();

  void enter(Decision decision) {
    switch (decision) {
      case ReplicaStop stop -> {
        paused.remove(stop.replica());
        leaving.add(stop.replica());
      }
      case ReplicaPause pause -> paused.add(pause.replica());
      case ReplicaResume resume -> paused.remove(resume.replica());
      default -> {
        // The others leave running what runs.
      }
    }
  }

  void forget(ReplicaId replica) {
    leaving.remove(replica);
    paused.remove(replica);
  }

  boolean isLeaving(ReplicaId replica) {
    return leaving.contains(replica);
  }

  /** Whether it keeps its weights and does nothing. */
  boolean isPaused(ReplicaId replica) {
    return paused.contains(replica);
  }
}
