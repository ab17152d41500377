package io.wattpack.core.state;

import io.wattpack.core.policy.SubtreeView;
import io.wattpack.core.state.column.IntColumn;
import io.wattpack.core.state.column.UndoLog;

/**
 * How many nodes and shared GPUs below each domain have how much free, in steps: a search reads
 * here whether a subtree could hold anything better than what it has found.
 */
public final class FreeCounts {
  /** Nodes with at least this many free GPUs are counted together. */
  private static final int NODE_STEPS = 16;

  private static final int SHARE_STEP_MILLI = 50;
  private static final int SHARE_STEPS = 20;

  private final Topology topology;
  private final IntColumn nodes;
  private final IntColumn shared;

  FreeCounts(Topology topology, UndoLog log) {
    this.topology = topology;
    int cells = topology.domainCount() * topology.gpuModelCount();
    nodes = new IntColumn(log, cells * (NODE_STEPS + 1));
    shared = new IntColumn(log, cells * SHARE_STEPS);
  }

  private FreeCounts(FreeCounts other, UndoLog log) {
    topology = other.topology;
    nodes = other.nodes.copy(log);
    shared = other.shared.copy(log);
  }

  FreeCounts copy(UndoLog log) {
    return new FreeCounts(this, log);
  }

  void countNode(int node, int gpusFree, int one) {
    count(nodes, NODE_STEPS + 1, node, Math.min(gpusFree, NODE_STEPS), one);
  }

  /** Counts a GPU with something booked and so many thousandths free, 1 to 999. */
  void countShared(int node, int milliFree, int one) {
    count(shared, SHARE_STEPS, node, milliFree / SHARE_STEP_MILLI, one);
  }

  private void count(IntColumn column, int steps, int node, int step, int one) {
    int model = topology.gpuModelOfNode(node);
    int domain = topology.domainOfNode(node);
    while (domain >= 0) {
      column.add(cell(domain, model) * steps + step, one);
      domain = topology.parent(domain);
    }
  }

  private int cell(int domain, int model) {
    return domain * topology.gpuModelCount() + model;
  }

  /** See {@link SubtreeView#gpusFreeLeast}. */
  public int gpusFreeLeast(int domain, int gpuModel, int atLeast) {
    int first = cell(domain, gpuModel) * (NODE_STEPS + 1);
    for (int step = Math.min(atLeast, NODE_STEPS); step <= NODE_STEPS; step++) {
      if (nodes.get(first + step) > 0) {
        return Math.max(step, atLeast);
      }
    }
    return SubtreeView.NONE;
  }

  /** See {@link SubtreeView#milliFreeLeast}. */
  public int milliFreeLeast(int domain, int gpuModel, int atLeast) {
    int first = cell(domain, gpuModel) * SHARE_STEPS;
    for (int step = atLeast / SHARE_STEP_MILLI; step < SHARE_STEPS; step++) {
      if (shared.get(first + step) > 0) {
        return Math.max(step * SHARE_STEP_MILLI, atLeast);
      }
    }
    return SubtreeView.NONE;
  }
}
