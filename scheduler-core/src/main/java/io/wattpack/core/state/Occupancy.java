package io.wattpack.core.state;

import io.wattpack.core.model.MigProfile;
import io.wattpack.core.model.MigSlice;
import io.wattpack.core.model.PowerCap;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.units.Watts;

/** Moves replicas in and out of GPUs, pools and tasks, so that all books agree. */
final class Occupancy {
  private final State state;

  Occupancy(State state) {
    this.state = state;
  }

  /** Books the devices of a replica whose place is set. */
  void occupy(int replica) {
    Replicas replicas = state.replicas();
    int mask = sliceMask(replica);
    for (int i = 0; i < replicas.gpuCount(replica); i++) {
      int gpu = replicas.gpu(replica, i);
      state.devices().cut(gpu, mask);
      state.devices().book(gpu, replicas.share(replica), replicas.memory(replica));
    }
    hold(replica);
    for (int member = 0; member < replicas.memberCount(replica); member++) {
      int node = replicas.nodeOfMember(replica, member);
      state.devices().bookHost(node, replicas.cpuMilli(replica), replicas.hostMemory(replica));
      if (isFirstOnNode(replica, member)) {
        state.devices().moveIn(node, replica);
      }
    }
    state.drains().enter(replica);
    if (replicas.pool(replica) >= 0) {
      state
          .pools()
          .join(replicas.pool(replica), replicas.number(replica), replica, domain(replica));
    }
  }

  /** Charges the GPUs of a replica by its cap. */
  void hold(int replica) {
    PowerCap cap = state.replicas().cap(replica);
    if (cap != null) {
      for (int gpu : state.replicas().gpus(replica)) {
        state.devices().hold(gpu, below(gpu, cap.ordered()), below(gpu, cap.held()));
      }
      index(replica, cap);
    }
  }

  private void index(int replica, PowerCap cap) {
    boolean isBelow = below(state.replicas().gpu(replica, 0), cap.ordered()) > 0;
    boolean mayRise = !state.replicas().isLeaving(replica) && !state.replicas().isPaused(replica);
    if (isBelow && mayRise) {
      state.capped().put(state.replicas().number(replica), replica);
    } else {
      state.capped().remove(state.replicas().number(replica));
    }
  }

  /** How far below the peak of the GPU the cap is. */
  private long below(int gpu, Watts cap) {
    Topology topology = state.topology();
    int model = topology.gpuModelOfNode(topology.nodeOfGpu(gpu));
    long peak = topology.gpuModel(model).peak().value();
    return Math.max(0, peak - cap.value());
  }

  /** Books the devices of a replica that ran on another topology, as it was. */
  void resume(int replica) {
    Replicas replicas = state.replicas();
    occupy(replica);
    if (replicas.isLeaving(replica)) {
      leave(replica);
      return;
    }
    if (replicas.pool(replica) >= 0 && replicas.state(replica) == ReplicaState.READY) {
      state.pools().countReady(replicas.pool(replica), 1);
    }
    if (replicas.isPaused(replica)) {
      state.pools().pause(replicas.pool(replica), replicas.number(replica), replica);
    }
    state.drains().refresh(replica);
  }

  /** The ready replica of a pool does nothing from now on; it holds what it held. */
  void pause(int replica) {
    Replicas replicas = state.replicas();
    state.pools().countReady(replicas.pool(replica), -1);
    state.pools().pause(replicas.pool(replica), replicas.number(replica), replica);
    replicas.move(replica, ReplicaState.PAUSED, state.now());
    hold(replica);
  }

  /** The paused replica works again. */
  void unpause(int replica) {
    Replicas replicas = state.replicas();
    state.pools().unpause(replicas.pool(replica), replicas.number(replica));
    state.pools().countReady(replicas.pool(replica), 1);
    replicas.move(replica, ReplicaState.READY, state.now());
    hold(replica);
  }

  /** The replica was told to stop: its watts pend, its pool no longer counts it. */
  void leave(int replica) {
    state.drains().forget(replica);
    state.capped().remove(state.replicas().number(replica));
    leavePool(replica);
    for (int i = 0; i < state.replicas().gpuCount(replica); i++) {
      state.devices().leave(state.replicas().gpu(replica, i));
    }
  }

  private void leavePool(int replica) {
    Replicas replicas = state.replicas();
    int pool = replicas.pool(replica);
    if (pool < 0) {
      return;
    }
    if (replicas.isPaused(replica)) {
      state.pools().unpause(pool, replicas.number(replica));
    }
    state.pools().leave(pool, replicas.number(replica), domain(replica));
    if (replicas.state(replica) == ReplicaState.READY) {
      state.pools().countReady(pool, -1);
    }
  }

  /** The replica is gone: everything it held is free. */
  void vacate(int replica) {
    Replicas replicas = state.replicas();
    boolean wasLeaving = replicas.isLeaving(replica);
    state.drains().leave(replica);
    state.capped().remove(replicas.number(replica));
    if (!wasLeaving) {
      leavePool(replica);
    }
    int mask = sliceMask(replica);
    for (int i = 0; i < replicas.gpuCount(replica); i++) {
      int gpu = replicas.gpu(replica, i);
      state.devices().cut(gpu, mask);
      state.devices().free(gpu, replicas.share(replica), replicas.memory(replica), wasLeaving);
    }
    for (int member = 0; member < replicas.memberCount(replica); member++) {
      int node = replicas.nodeOfMember(replica, member);
      state.devices().bookHost(node, -replicas.cpuMilli(replica), -replicas.hostMemory(replica));
      if (isFirstOnNode(replica, member)) {
        state.devices().moveOut(node, replica);
      }
    }
  }

  private boolean isFirstOnNode(int replica, int member) {
    Replicas replicas = state.replicas();
    int node = replicas.nodeOfMember(replica, member);
    for (int before = 0; before < member; before++) {
      if (replicas.nodeOfMember(replica, before) == node) {
        return false;
      }
    }
    return true;
  }

  private int sliceMask(int replica) {
    MigSlice slice = state.replicas().mig(replica);
    if (slice == null) {
      return 0;
    }
    Topology topology = state.topology();
    int model = topology.gpuModelOfNode(state.replicas().node(replica));
    MigProfile profile = topology.gpuModel(model).mig().profile(slice.profile());
    if (profile == null) {
      throw new IllegalStateException(
          "The GPU model %s has no profile %s."
              .formatted(topology.gpuModel(model).id(), slice.profile()));
    }
    return profile.mask(slice.start());
  }

  private int domain(int replica) {
    return state.topology().domainOfNode(state.replicas().node(replica));
  }
}
