package io.wattpack.core.explain;

import io.wattpack.core.model.JobId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PolicyName;
import io.wattpack.core.model.ReplicaOwner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the nodes of the fleet answer to one member of what the job asks for, as things stand now;
 * what the job holds already counts as free.
 *
 * @param work whose ask was looked at: the task, or the pool that serves the batch
 * @param policy by which candidates are scored
 * @param placed nodes where it runs now, one for each member; empty: it does not
 * @param members how many members one replica has
 * @param removed every filter that ruled nodes out, in the order in which they are asked
 * @param candidates nodes that no filter ruled out
 * @param nearest the node that comes nearest to fitting of those ruled out; null: none comes near
 * @param best the best candidate; null: there is none
 * @param runnerUp the next; null: there is none
 */
public record Explanation(
    JobId job,
    ReplicaOwner work,
    PolicyName policy,
    List<NodeId> placed,
    int members,
    List<FilterCount> removed,
    int candidates,
    @Nullable NearMiss nearest,
    @Nullable Candidate best,
    @Nullable Candidate runnerUp) {
  public Explanation {
    placed = List.copyOf(placed);
    removed = List.copyOf(removed);
  }
}
