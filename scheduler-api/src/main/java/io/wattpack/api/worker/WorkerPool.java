package io.wattpack.api.worker;

import io.wattpack.api.loop.PlanListener;
import io.wattpack.api.time.Timer;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.ReplicaStatus;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * The workers of this process: one for each READY replica of a pool, all with the same model
 * server.
 */
public final class WorkerPool implements PlanListener, AutoCloseable {
  private final WorkerSurroundings around;
  private final Map<ReplicaId, ReplicaWorker> workers = new LinkedHashMap<>();
  private boolean isClosed;

  /**
   * @param serial runs one task after the other; the workers touch their state only there
   */
  public WorkerPool(
      WorkerLink link,
      ModelServer server,
      Timer timer,
      Executor serial,
      RequestIds ids,
      WorkerOptions options) {
    this.around = new WorkerSurroundings(link, server, timer, serial, ids, options);
  }

  @Override
  public void planned(long sequence, Plan plan, Fleet fleet, FleetStatus status) {
    Set<ReplicaId> ready = new LinkedHashSet<>();
    for (ReplicaStatus replica : status.replicas()) {
      if (replica.owner() instanceof PoolId && replica.state() == ReplicaState.READY) {
        ready.add(replica.id());
      }
    }
    around.serial().execute(() -> follow(ready));
  }

  private void follow(Set<ReplicaId> ready) {
    for (Map.Entry<ReplicaId, ReplicaWorker> each : List.copyOf(workers.entrySet())) {
      if (!ready.contains(each.getKey())) {
        workers.remove(each.getKey());
        each.getValue().stop();
      }
    }
    if (!isClosed) {
      ready.forEach(replica -> workers.computeIfAbsent(replica, this::started));
    }
  }

  private ReplicaWorker started(ReplicaId replica) {
    ReplicaWorker worker = new ReplicaWorker(around, replica);
    worker.start();
    return worker;
  }

  /** Stops all workers between two lines; what they have answered is still committed. */
  @Override
  public void close() {
    around
        .serial()
        .execute(
            () -> {
              isClosed = true;
              follow(Set.of());
            });
  }
}
