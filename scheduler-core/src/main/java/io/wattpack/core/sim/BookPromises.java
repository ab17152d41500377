package io.wattpack.core.sim;

import io.wattpack.core.model.Host;
import io.wattpack.core.model.MigLayout;
import io.wattpack.core.model.MigProfile;
import io.wattpack.core.model.MigSlice;
import io.wattpack.core.model.MinerLimit;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
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
import io.wattpack.core.units.Mebibytes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Promise 2, no GPU and no byte twice; and the state's own sums are what a count from nothing
 * gives.
 */
final class BookPromises {
  private static final int COMPUTE_SLICES = 7;

  private final WorldCounts counts;

  BookPromises(WorldCounts counts) {
    this.counts = counts;
  }

  void checkDevices() {
    Map<String, long[]> devices = counts.booked().devices();
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
    checkHosts();
    checkSlices();
  }

  private void checkHosts() {
    Map<NodeId, long[]> hosts = counts.booked().hosts();
    for (Node node : counts.fleet().nodes()) {
      long[] booked = hosts.getOrDefault(node.id(), new long[2]);
      Host host = node.host();
      if ((host.cpuMilli() > 0 && booked[0] > host.cpuMilli())
          || (host.memory().value() > 0 && booked[1] > host.memory().value())) {
        throw new BrokenPromise(
            "Promise 2: node %s has %d thousandths of a core and %d MiB booked, but is %s."
                .formatted(node.id(), booked[0], booked[1], host));
      }
    }
  }

  private void checkSlices() {
    Map<String, List<@Nullable MigSlice>> slices = counts.booked().slices();
    for (Node node : counts.fleet().nodes()) {
      MigLayout layout = counts.gpuModel(node).mig();
      for (int slot = 0; slot < node.gpuCount(); slot++) {
        String gpu = node.id() + ":" + slot;
        List<@Nullable MigSlice> cut = slices.getOrDefault(gpu, List.of());
        if (cut.stream().anyMatch(slice -> slice != null) && !isLegal(layout, cut)) {
          throw new BrokenPromise("Promise 2: GPU %s cannot be cut into %s.".formatted(gpu, cut));
        }
      }
    }
  }

  private static boolean isLegal(MigLayout layout, List<@Nullable MigSlice> cut) {
    int taken = 0;
    int compute = 0;
    Map<String, Integer> counts = new TreeMap<>();
    for (MigSlice slice : cut) {
      MigProfile profile = slice == null ? null : layout.profile(slice.profile());
      if (slice == null
          || profile == null
          || !profile.starts().contains(slice.start())
          || (taken & profile.mask(slice.start())) != 0
          || counts.merge(slice.profile(), 1, Integer::sum) > profile.countMax()) {
        return false;
      }
      taken |= profile.mask(slice.start());
      compute += profile.computeSlices();
    }
    return compute <= COMPUTE_SLICES;
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
    status.miners().forEach(miner -> checkMiner(miner, at));
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
    for (Map.Entry<String, long[]> device : counts.booked().devices().entrySet()) {
      if (device.getKey().startsWith(prefix)) {
        gpus++;
        milli += device.getValue()[0];
      }
    }
    same("GPUs booked of " + node.id(), gpus, node.gpusBooked());
    same("thousandths booked of " + node.id(), milli, node.milliBooked());
    checkHost(node);
  }

  private void checkHost(NodeStatus told) {
    long[] booked = counts.booked().hosts().getOrDefault(told.id(), new long[2]);
    for (Node node : counts.fleet().nodes()) {
      if (node.id().equals(told.id())) {
        Long cpu = told.cpuMilliFree();
        Mebibytes memory = told.memoryFree();
        if (cpu != null) {
          same("cores free of " + told.id(), node.host().cpuMilli() - booked[0], cpu);
        }
        if (memory != null) {
          same(
              "memory free of " + told.id(),
              node.host().memory().value() - booked[1],
              memory.value());
        }
      }
    }
  }

  private void checkMiner(MinerStatus miner, EpochMillis at) {
    if (miner.steps().drawn() != counts.miners().drawn(miner.group())) {
      throw new BrokenPromise(
          "Miner group %s is said to be at %s, but %d steps may draw."
              .formatted(miner.group().id(), miner.steps(), counts.miners().drawn(miner.group())));
    }
    MinerLimit limit = miner.operatorLimit();
    same(
        "most steps of " + miner.group().id(),
        counts.minerLimits().stepsMax(miner.group(), at),
        limit == null ? miner.group().steps() : limit.stepsMax());
  }

  private void checkReplicas(FleetStatus status) {
    Set<ReplicaId> told = new TreeSet<>();
    for (ReplicaStatus replica : status.replicas()) {
      told.add(replica.id());
      ReplicaStart start = counts.replicas().get(replica.id());
      boolean isLeaving = replica.state() == ReplicaState.DRAINING;
      if (start == null
          || !start.devices().equals(replica.devices())
          || !start.hosts().equals(replica.hosts())
          || isLeaving != counts.isLeaving(replica.id())
          || (replica.state() == ReplicaState.PAUSED) != counts.told().isPaused(replica.id())) {
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
