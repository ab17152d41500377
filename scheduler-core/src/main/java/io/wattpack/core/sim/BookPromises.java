package io.wattpack.core.sim;

import io.wattpack.core.model.MinerState;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.state.DomainStatus;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.MinerStatus;
import io.wattpack.core.state.NodeStatus;
import io.wattpack.core.state.ReplicaStatus;
import io.wattpack.core.units.EpochMillis;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Promise 2, no GPU and no byte twice; and the state's own sums are what a count from nothing
 * gives.
 */
final class BookPromises {
  private final WorldCounts counts;

  BookPromises(WorldCounts counts) {
    this.counts = counts;
  }

  void checkDevices() {
    Map<String, long[]> devices = counts.devices();
    for (Node node : counts.fleet().nodes()) {
      long size = counts.gpuModel(node).memory().value();
      for (int slot = 0; slot < node.gpuCount(); slot++) {
        long[] booked = devices.remove(node.id() + ":" + slot);
        if (booked != null && (booked[0] > 1000 || booked[1] > size)) {
          throw new BrokenPromise(
              "Promise 2: GPU %s:%d has %d of 1000 thousandths and %d of %d MiB booked."
                  .formatted(node.id(), slot, booked[0], booked[1], size));
        }
      }
    }
    if (!devices.isEmpty()) {
      throw new BrokenPromise(
          "Promise 2: GPUs are booked that do not exist: %s.".formatted(devices.keySet()));
    }
  }

  void checkSums(EpochMillis at, FleetStatus status) {
    Map<PowerDomainId, Long> ceilings = counts.ceilings();
    for (DomainStatus domain : status.domains()) {
      PowerDomainId id = domain.domain().id();
      same("ceiling of " + id, ceilings.getOrDefault(id, 0L), domain.ceiling().value());
      same("cap of " + id, counts.cap(domain.domain(), at), domain.cap().value());
    }
    same("number of power domains", counts.fleet().powerDomains().size(), status.domains().size());
    status.nodes().forEach(this::checkNode);
    same("number of nodes", counts.fleet().nodes().size(), status.nodes().size());
    status.miners().forEach(this::checkMiner);
    same("number of miner groups", counts.fleet().minerGroups().size(), status.miners().size());
    checkReplicas(status);
  }

  private static void same(String what, long counted, long told) {
    if (counted != told) {
      throw new BrokenPromise(
          "The %s is %d, but the state says %d.".formatted(what, counted, told));
    }
  }

  private void checkNode(NodeStatus node) {
    String prefix = node.id() + ":";
    long milli = 0;
    long gpus = 0;
    for (Map.Entry<String, long[]> device : counts.devices().entrySet()) {
      if (device.getKey().startsWith(prefix)) {
        gpus++;
        milli += device.getValue()[0];
      }
    }
    same("GPUs booked of " + node.id(), gpus, node.gpusBooked());
    same("thousandths booked of " + node.id(), milli, node.milliBooked());
  }

  private void checkMiner(MinerStatus miner) {
    boolean draws = miner.state() != MinerState.OFF || !miner.group().isSwitchable();
    if (draws != counts.draws(miner.group())) {
      throw new BrokenPromise(
          "Miner group %s is said to be %s.".formatted(miner.group().id(), miner.state()));
    }
  }

  private void checkReplicas(FleetStatus status) {
    Set<ReplicaId> told = new TreeSet<>();
    for (ReplicaStatus replica : status.replicas()) {
      told.add(replica.id());
      ReplicaStart start = counts.replicas().get(replica.id());
      boolean isLeaving = replica.state() == ReplicaState.DRAINING;
      if (start == null
          || !start.devices().equals(replica.devices())
          || isLeaving != counts.isLeaving(replica.id())) {
        throw new BrokenPromise(
            "Replica %s is not what was decided: %s.".formatted(replica.id(), replica));
      }
    }
    if (!told.equals(counts.replicas().keySet())) {
      throw new BrokenPromise(
          "Replicas %s live, but the state says %s.".formatted(counts.replicas().keySet(), told));
    }
  }
}
