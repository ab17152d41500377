package io.wattpack.core.state;

import io.wattpack.core.event.GpuReading;
import io.wattpack.core.event.TelemetryReported;
import io.wattpack.core.model.DrawKey;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.ReplicaState;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Learns from readings of GPUs what the work on them draws. */
final class DrawEvents {
  /** A GPU that idles part of the time says nothing about what its work draws. */
  private static final int BUSY_PERMILLE = 900;

  /** A cap holds the draw at 97 to 100 percent of itself, so a reading that near is held back. */
  private static final int BOUND_PERMILLE = 970;

  private static final int PERMILLE = 1000;

  private final State state;

  DrawEvents(State state) {
    this.state = state;
  }

  void learn(TelemetryReported reported, int site) {
    Map<DrawKey, DrawSample> samples = new TreeMap<>();
    for (GpuReading reading : reported.gpus()) {
      int replica = reading.busyPermille() < BUSY_PERMILLE ? -1 : replicaOn(reading, site);
      DrawKey work = replica < 0 ? null : workOf(state, replica);
      if (work != null) {
        add(samples.computeIfAbsent(work, missing -> new DrawSample()), reading, replica, reported);
      }
    }
    samples.forEach(this::learn);
  }

  private void learn(DrawKey work, DrawSample sample) {
    GpuModel sheet = state.topology().gpuModel(state.topology().gpuModelOf(work.gpuModel()));
    if (state.world().draws().learn(work, sheet, sample)) {
      state.devices().turn();
    }
  }

  /** The replica that serves on the GPU alone; negative: there is none. */
  private int replicaOn(GpuReading reading, int site) {
    NodeId id = reading.gpu().node();
    int node = state.topology().nodeOf(id);
    int slot = reading.gpu().slot();
    boolean isThere =
        node >= 0
            && state.topology().siteOf(state.topology().domainOfNode(node)) == site
            && slot >= 0
            && slot < state.topology().node(node).gpuCount();
    return isThere ? replicaOn(node, state.topology().gpuFirst(node) + slot) : -1;
  }

  private int replicaOn(int node, int gpu) {
    for (int replica : state.devices().residents(node)) {
      boolean isServing = state.replicas().state(replica) == ReplicaState.READY;
      if (isServing && state.replicas().hasWholeGpus(replica) && holds(replica, gpu)) {
        return replica;
      }
    }
    return -1;
  }

  private boolean holds(int replica, int gpu) {
    for (int held : state.replicas().gpus(replica)) {
      if (held == gpu) {
        return true;
      }
    }
    return false;
  }

  /** What counts as the same work; null: a task, of which every one is another. */
  static @Nullable DrawKey workOf(State state, int replica) {
    Replicas replicas = state.replicas();
    if (replicas.pool(replica) < 0 || !replicas.hasWholeGpus(replica)) {
      return null;
    }
    Topology topology = state.topology();
    int members = replicas.memberCount(replica);
    return new DrawKey(
        topology.pool(replicas.pool(replica)).id().model(),
        topology.node(replicas.node(replica)).gpuModel(),
        replicas.gpuCount(replica) / members,
        members);
  }

  /** Until a cap is known to be in force nobody knows which one held the reading back. */
  private void add(DrawSample sample, GpuReading reading, int replica, TelemetryReported reported) {
    if (!state.capOf(replica).isSettledAt(reported.sampledAt())) {
      return;
    }
    long cap = state.capOf(replica).ordered().value();
    long watts = reading.watts().value();
    if (cap < state.gpuModelOf(replica).peak().value()
        && watts >= cap * BOUND_PERMILLE / PERMILLE) {
      sample.addBound(cap);
    } else {
      sample.add(watts);
    }
  }
}
