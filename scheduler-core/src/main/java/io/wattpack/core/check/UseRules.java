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
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.plan.image.FleetDrain;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is in use that another fleet takes away: nodes of replicas and the domains that feed them,
 * their pools, miners that draw; and the tenants and pools of jobs.
 */
final class UseRules {
  private final FleetBook before;
  private final FleetBook next;
  private final Books books;

  /**
   * Of the books as they are.
   *
   * @param next a fleet that holds together
   */
  UseRules(FleetBook next, Books books) {
    before = books.hardware().fleet;
    this.next = next;
    this.books = books;
  }

  /** Whether the next fleet has what unfinished jobs need; without that it is refused. */
  boolean keepsJobs() {
    return books.jobs().stream().allMatch(this::keeps);
  }

  /** What must stay until nothing uses it any more. */
  FleetDrain leftovers() {
    Set<NodeId> nodes = new TreeSet<>();
    Set<PoolId> pools = new TreeSet<>();
    for (LivingReplica replica : books.livingReplicas()) {
      for (int member = 0; member < replica.members(); member++) {
        addIfLost(replica.nodeOf(member), nodes);
      }
      if (replica.owner() instanceof PoolId pool && next.pool(pool) == null) {
        pools.add(pool);
      }
    }
    Set<MinerGroupId> miners = new TreeSet<>();
    for (int miner = 0; miner < before.minerCount(); miner++) {
      if (isSwitchedOn(miner) && !keeps(before.miner(miner))) {
        miners.add(before.miner(miner).id());
      }
    }
    return new FleetDrain(next.fleet, List.copyOf(nodes), List.copyOf(miners), List.copyOf(pools));
  }

  private void addIfLost(int node, Set<NodeId> lost) {
    NodeId id = before.node(node).id();
    if (!lost.contains(id) && !keepsNode(node)) {
      lost.add(id);
    }
  }

  private boolean keepsNode(int node) {
    Node was = before.node(node);
    int number = next.nodeOf(was.id());
    return number >= 0
        && isAsItWas(was, next.node(number))
        && isFedAsItWas(was.powerDomain())
        && keepsGpus(node, next.gpuModelOf(number))
        && keepsHost(node, next.node(number).host());
  }

  private boolean keepsGpus(int node, GpuModel now) {
    DeviceBook devices = books.hardware().devices;
    for (int slot = 0; slot < before.node(node).gpuCount(); slot++) {
      int device = before.deviceOf(node, slot);
      boolean isCut = devices.slicesBooked(device) != 0;
      if (devices.memoryBooked(device) > now.memory().value()
          || (isCut && now.mig() != before.layoutOf(node))) {
        return false;
      }
    }
    return true;
  }

  private boolean keepsHost(int node, Host now) {
    HostBook hosts = books.hardware().hosts;
    return (now.cpuMilli() == 0 || hosts.cpuMilliBooked(node) <= now.cpuMilli())
        && (now.memory().value() == 0 || hosts.memoryBooked(node) <= now.memory().value());
  }

  private static boolean isAsItWas(Node was, Node now) {
    return was.gpuContainer().equals(now.gpuContainer())
        && was.powerDomain().equals(now.powerDomain())
        && was.gpuModel().equals(now.gpuModel())
        && was.gpuCount() <= now.gpuCount();
  }

  /** What is booked on the way up must be charged to the same domains afterwards. */
  private boolean isFedAsItWas(PowerDomainId id) {
    for (int above = before.domainOf(id); above >= 0; above = before.parentOf(above)) {
      PowerDomain was = before.domain(above);
      int number = next.domainOf(was.id());
      if (number < 0
          || !Objects.equals(was.parent(), next.domain(number).parent())
          || !was.site().equals(next.domain(number).site())
          || was.kind() != next.domain(number).kind()) {
        return false;
      }
    }
    return true;
  }

  /** Firm load is in nobody's hands: the fleet only describes it, so it may come and go. */
  private boolean isSwitchedOn(int miner) {
    return before.miner(miner).isSwitchable() && books.hardware().miners.draws(miner);
  }

  private boolean keeps(MinerGroup was) {
    int number = next.minerOf(was.id());
    return number >= 0
        && next.miner(number).isSwitchable()
        && next.miner(number).powerDomain().equals(was.powerDomain())
        && isFedAsItWas(was.powerDomain());
  }

  private boolean keeps(KnownJob job) {
    if (!next.hasTenant(job.tenant())) {
      return false;
    }
    if (!(job.work() instanceof BatchWork batch)) {
      return true;
    }
    PoolId pool = poolServing(job, batch);
    boolean hadProfiles = !before.profilesOf(batch.model()).isEmpty();
    return pool == null
        || (next.pool(pool) != null && (!hadProfiles || !next.profilesOf(batch.model()).isEmpty()));
  }

  /** The pool of the batch's own tier, or of the nearest higher one that exists. */
  private @Nullable PoolId poolServing(KnownJob job, BatchWork batch) {
    return Arrays.stream(ServiceTier.values())
        .filter(tier -> tier.mayServe(job.tier()))
        .map(tier -> new PoolId(batch.model(), tier))
        .filter(pool -> before.pool(pool) != null && !books.hardware().drain.has(pool))
        .reduce((higher, nearer) -> nearer)
        .orElse(null);
  }
}
