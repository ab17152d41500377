package io.wattpack.core.check;

import io.wattpack.core.model.BatchWork;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.plan.DeviceBooking;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether another fleet still has everything that is in use, where it is: the nodes of replicas and
 * the domains that feed them, their pools and profiles, miners that draw, the tenants and pools of
 * jobs.
 */
final class UseRules {
  private final FleetBook before;
  private final FleetBook next;
  private final Books books;

  private UseRules(FleetBook next, Books books) {
    before = books.hardware().fleet;
    this.next = next;
    this.books = books;
  }

  /** What the next fleet, which holds together, takes away though it is in use; null: nothing. */
  static @Nullable String faultOf(FleetBook next, Books books) {
    return new UseRules(next, books).fault();
  }

  private @Nullable String fault() {
    for (LivingReplica replica : books.livingReplicas()) {
      if (!keeps(replica)) {
        return "The fleet removes or shrinks what a replica on node %s uses."
            .formatted(replica.node());
      }
    }
    for (int miner = 0; miner < before.minerCount(); miner++) {
      if (isSwitchedOn(miner) && !keeps(before.miner(miner))) {
        return "The fleet removes or moves the miner group %s, which draws."
            .formatted(before.miner(miner).id());
      }
    }
    for (KnownJob job : books.jobs()) {
      if (!keeps(job.job())) {
        return "The fleet removes the tenant or the pool of job %s.".formatted(job.job().id());
      }
    }
    return null;
  }

  private boolean keeps(LivingReplica replica) {
    int number = next.nodeOf(replica.node());
    if (number < 0) {
      return false;
    }
    Node was = before.node(before.nodeOf(replica.node()));
    return isAsItWas(was, next.node(number))
        && isFedAsItWas(was.powerDomain())
        && keepsMemory(was, next.gpuModelOf(number).memory().value())
        && (!(replica.owner() instanceof PoolId pool) || keepsPool(pool, was, replica.devices()));
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
          || !was.site().equals(next.domain(number).site())) {
        return false;
      }
    }
    return true;
  }

  private boolean keepsMemory(Node node, long memory) {
    int number = before.nodeOf(node.id());
    for (int slot = 0; slot < node.gpuCount(); slot++) {
      if (books.hardware().devices.memoryBooked(number, slot) > memory) {
        return false;
      }
    }
    return true;
  }

  private boolean keepsPool(PoolId pool, Node node, List<DeviceBooking> devices) {
    return next.pool(pool) != null
        && next.profilesOf(pool.model()).stream().anyMatch(profile -> runs(profile, node, devices));
  }

  private static boolean runs(ModelProfile profile, Node node, List<DeviceBooking> devices) {
    return profile.gpuModel().equals(node.gpuModel())
        && profile.gpuCount() == devices.size()
        && profile.share().equals(devices.getFirst().share());
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

  private boolean keeps(Job job) {
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
  private @Nullable PoolId poolServing(Job job, BatchWork batch) {
    return Arrays.stream(ServiceTier.values())
        .filter(tier -> tier.mayServe(job.tier()))
        .map(tier -> new PoolId(batch.model(), tier))
        .filter(pool -> before.pool(pool) != null)
        .reduce((higher, nearer) -> nearer)
        .orElse(null);
  }
}
