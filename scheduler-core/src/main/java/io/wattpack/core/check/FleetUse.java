package io.wattpack.core.check;

import io.wattpack.core.model.BatchWork;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.Host;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.plan.image.FleetDrain;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is in use of the fleet in force that a wanted one has not, or has in another way: nodes of
 * replicas and the domains that feed them, pools of replicas, miners that draw. All that must go
 * first. And what unfinished jobs cannot do without: their tenants, pools and models.
 */
final class FleetUse {
  private final FleetBook before;
  private final FleetBook wanted;
  private final Books books;
  private final HardwareBooks hardware;

  /** The wanted fleet holds together. */
  FleetUse(FleetBook wanted, Books books) {
    this.wanted = wanted;
    this.books = books;
    hardware = books.hardware();
    before = hardware.fleet;
  }

  /** The job without whose tenant, pool or model there would be no end; null: none. */
  @Nullable String faultOfJobs() {
    for (KnownJob job : books.jobs()) {
      if (!keeps(job)) {
        return "The fleet removes the tenant, the pool or the model of job %s.".formatted(job.id());
      }
    }
    return null;
  }

  private boolean keeps(KnownJob job) {
    if (!wanted.hasTenant(job.tenant())) {
      return false;
    }
    return !(job.work() instanceof BatchWork batch) || keepsPool(job, batch);
  }

  private boolean keepsPool(KnownJob job, BatchWork batch) {
    PoolId pool = before.poolServing(batch.model(), job.tier());
    boolean hadProfiles = !before.profilesOf(batch.model()).isEmpty();
    return pool == null
        || (wanted.poolOf(pool) >= 0
            && (!hadProfiles || !wanted.profilesOf(batch.model()).isEmpty()));
  }

  /** What must stay until it is no longer in use. */
  FleetDrain drain() {
    TreeSet<NodeId> nodes = new TreeSet<>();
    TreeSet<PoolId> pools = new TreeSet<>();
    for (LivingReplica replica : books.livingReplicas()) {
      for (int member = 0; member < replica.members(); member++) {
        addUnlessKept(replica.nodeOf(member), nodes);
      }
      if (replica.owner() instanceof PoolId pool && wanted.poolOf(pool) < 0) {
        pools.add(pool);
      }
    }
    return new FleetDrain(wanted.fleet, List.copyOf(nodes), miners(), List.copyOf(pools));
  }

  private void addUnlessKept(int node, Set<NodeId> lost) {
    Node was = before.node(node);
    if (!lost.contains(was.id()) && !keepsNode(node, was)) {
      lost.add(was.id());
    }
  }

  private boolean keepsNode(int node, Node was) {
    int next = wanted.nodeOf(was.id());
    return next >= 0
        && isWhereItWas(was, wanted.node(next))
        && isFedAsItWas(was.powerDomain())
        && hasRoomFor(node, wanted.node(next).host())
        && keepsGpus(node, wanted.gpuModelOf(next));
  }

  private static boolean isWhereItWas(Node was, Node now) {
    return was.gpuContainer().equals(now.gpuContainer())
        && was.powerDomain().equals(now.powerDomain())
        && was.gpuModel().equals(now.gpuModel())
        && was.gpuCount() <= now.gpuCount();
  }

  private boolean isFedAsItWas(PowerDomainId id) {
    for (int above = before.domainOf(id); above >= 0; above = before.parentOf(above)) {
      PowerDomain was = before.domain(above);
      int now = wanted.domainOf(was.id());
      if (now < 0 || !areFedAlike(was, wanted.domain(now))) {
        return false;
      }
    }
    return true;
  }

  /** Whether what is charged on the way up is charged to the same domains in both fleets. */
  static boolean areFedAlike(PowerDomain one, PowerDomain other) {
    return one.kind() == other.kind()
        && one.site().equals(other.site())
        && Objects.equals(one.parent(), other.parent());
  }

  private boolean hasRoomFor(int node, Host host) {
    return isEnough(host.cpuMilli(), hardware.hosts.cpuMilliBooked(node))
        && isEnough(host.memory().value(), hardware.hosts.memoryBooked(node));
  }

  private static boolean isEnough(long size, long booked) {
    return size == 0 || size >= booked;
  }

  private boolean keepsGpus(int node, GpuModel now) {
    boolean isCutAlike = now.mig() == before.layoutOf(node);
    for (int slot = 0; slot < before.node(node).gpuCount(); slot++) {
      int device = before.deviceOf(node, slot);
      boolean isCut = hardware.devices.slicesBooked(device) != 0;
      boolean fits = hardware.devices.memoryBooked(device) <= now.memory().value();
      if (!fits || (isCut && !isCutAlike)) {
        return false;
      }
    }
    return true;
  }

  private List<MinerGroupId> miners() {
    TreeSet<MinerGroupId> lost = new TreeSet<>();
    for (int miner = 0; miner < before.minerCount(); miner++) {
      MinerGroup group = before.miner(miner);
      // Firm load is in nobody's hands: the fleet only describes it, so it may come and go.
      if (group.isSwitchable() && hardware.miners.draws(miner) && !keeps(group)) {
        lost.add(group.id());
      }
    }
    return List.copyOf(lost);
  }

  private boolean keeps(MinerGroup was) {
    int now = wanted.minerOf(was.id());
    return now >= 0
        && wanted.miner(now).isSwitchable()
        && wanted.miner(now).steps() == was.steps()
        && wanted.miner(now).powerDomain().equals(was.powerDomain())
        && isFedAsItWas(was.powerDomain());
  }
}
