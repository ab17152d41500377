package io.wattpack.core.check;

import io.wattpack.core.model.BatchWork;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.ServiceTier;
import java.util.Arrays;
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
            .formatted(before.node(replica.node()).id());
      }
    }
    for (int miner = 0; miner < before.minerCount(); miner++) {
      if (isSwitchedOn(miner) && !keeps(before.miner(miner))) {
        return "The fleet removes or moves the miner group %s, which draws."
            .formatted(before.miner(miner).id());
      }
    }
    for (KnownJob job : books.jobs()) {
      if (!keeps(job)) {
        return "The fleet removes the tenant or the pool of job %s.".formatted(job.id());
      }
    }
    return null;
  }

  private boolean keeps(LivingReplica replica) {
    for (int member = 0; member < replica.members(); member++) {
      if (!keepsNode(before.node(replica.nodeOf(member)))) {
        return false;
      }
    }
    return keepsGpus(replica)
        && (!(replica.owner() instanceof PoolId pool) || keepsPool(pool, replica));
  }

  private boolean keepsNode(Node was) {
    int number = next.nodeOf(was.id());
    return number >= 0 && isAsItWas(was, next.node(number)) && isFedAsItWas(was.powerDomain());
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

  private boolean keepsGpus(LivingReplica replica) {
    for (int gpu = 0; gpu < replica.gpus(); gpu++) {
      GpuModel now = next.gpuModelOf(next.nodeOf(before.node(replica.nodeOfGpu(gpu)).id()));
      long used = books.hardware().devices.memoryBooked(replica.gpu(gpu));
      boolean isCutAsItWas =
          replica.slice() == 0 || now.mig() == before.layoutOf(replica.nodeOfGpu(gpu));
      if (used > now.memory().value() || !isCutAsItWas) {
        return false;
      }
    }
    return true;
  }

  private boolean keepsPool(PoolId pool, LivingReplica replica) {
    return next.pool(pool) != null
        && next.profilesOf(pool.model()).stream().anyMatch(profile -> runs(profile, replica));
  }

  private boolean runs(ModelProfile profile, LivingReplica replica) {
    return profile.gpuModel().equals(before.node(replica.node()).gpuModel())
        && profile.members() == replica.members()
        && profile.gpuCount() * replica.members() == replica.gpus()
        && (replica.slice() != 0 || profile.share().milli() == replica.milli());
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
        .filter(pool -> before.pool(pool) != null)
        .reduce((higher, nearer) -> nearer)
        .orElse(null);
  }
}
