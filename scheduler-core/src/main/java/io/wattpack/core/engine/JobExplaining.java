package io.wattpack.core.engine;

import io.wattpack.core.explain.Explanation;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.placement.Asks;
import io.wattpack.core.placement.Explainer;
import io.wattpack.core.state.State;
import io.wattpack.core.state.TaskClassKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what a job asks for, and has the fleet looked at as if it ran nowhere yet. */
final class JobExplaining {
  private final State state;

  JobExplaining(State state) {
    this.state = state;
  }

  @Nullable Explanation explain(JobId id) {
    int job = state.jobs().slotOf(id);
    if (job < 0) {
      return null;
    }
    TaskWork task = state.jobs().task(job);
    return task == null ? ofBatch(id, job) : ofTask(id, job, task);
  }

  private Explanation ofBatch(JobId id, int job) {
    int pool = state.jobs().pool(job);
    List<NodeId> placed = new ArrayList<>();
    state.pools().members(pool).forEach(replica -> addNodes(replica, placed));
    return new Explainer(state)
        .explain(id, state.topology().pool(pool).id(), new Asks(state).ofPool(pool), placed);
  }

  private Explanation ofTask(JobId id, int job, TaskWork task) {
    TaskClassKey key = TaskClassKey.of(state.jobs().job(job), task);
    int replica = state.jobs().replica(job);
    List<NodeId> placed = new ArrayList<>();
    int mark = state.checkpoint();
    if (replica >= 0) {
      addNodes(replica, placed);
      state.vacate(replica);
    }
    Explanation explanation =
        new Explainer(state).explain(id, id, new Asks(state).ofTask(key), placed);
    state.rollback(mark);
    return explanation;
  }

  private void addNodes(int replica, List<NodeId> placed) {
    for (int member = 0; member < state.replicas().memberCount(replica); member++) {
      int node = state.replicas().nodeOfMember(replica, member);
      placed.add(state.topology().node(node).id());
    }
  }
}
