package io.wattpack.core.check;

import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Per power domain: the most its subtree can draw with what is booked, and the operator's limit.
 *
 * <p>Bases and idle devices are always in; booked devices and miners enter when decided and leave
 * when the site confirms.
 */
final class PowerBook {
  private static final long PERMILLE = 1000;
  private static final long NO_LIMIT = Long.MAX_VALUE;
  private static final long NEVER = Long.MAX_VALUE;

  private final FleetBook fleet;
  private final UndoLog undo;
  private final long[] ceilings;
  private final long[] limits;
  private final long[] limitEnds;

  /** The books of a fleet with nothing running. */
  PowerBook(FleetBook fleet, UndoLog undo) {
    this.fleet = fleet;
    this.undo = undo;
    ceilings = new long[fleet.domainCount()];
    limits = new long[fleet.domainCount()];
    limitEnds = new long[fleet.domainCount()];
    Arrays.fill(limits, NO_LIMIT);
    Arrays.fill(limitEnds, NEVER);
    chargeBases();
  }

  private PowerBook(PowerBook other, UndoLog undo) {
    fleet = other.fleet;
    this.undo = undo;
    ceilings = other.ceilings.clone();
    limits = other.limits.clone();
    limitEnds = other.limitEnds.clone();
  }

  PowerBook fork(UndoLog forked) {
    return new PowerBook(this, forked);
  }

  private void chargeBases() {
    for (int domain = 0; domain < fleet.domainCount(); domain++) {
      change(domain, fleet.domain(domain).base().value());
    }
    for (int node = 0; node < fleet.fleet.nodes().size(); node++) {
      change(fleet.domainOfNode(node), nodeBase(node));
    }
  }

  private long nodeBase(int number) {
    Node node = fleet.node(number);
    long idle = withOverhead(node, fleet.gpuModelOf(number).idle().value());
    return Math.addExact(node.base().value(), Math.multiplyExact(node.gpuCount(), idle));
  }

  /** What the first booking on one of the node's GPUs adds. */
  long deviceRise(int number) {
    GpuModel gpuModel = fleet.gpuModelOf(number);
    return withOverhead(fleet.node(number), gpuModel.peak().minus(gpuModel.idle()).value());
  }

  private static long withOverhead(Node node, long watts) {
    return Math.ceilDiv(Math.multiplyExact(PERMILLE + node.overheadPermille(), watts), PERMILLE);
  }

  long minerWatts(int number) {
    MinerGroup miner = fleet.miner(number);
    return miner.watts().value();
  }

  /** Adds the watts (negative: takes them off) to the domain and everything above it. */
  void change(int domain, long watts) {
    for (int above = domain; above >= 0; above = fleet.parentOf(above)) {
      ceilings[above] = Math.addExact(ceilings[above], watts);
    }
    undo.remember(() -> takeBack(domain, watts));
  }

  private void takeBack(int domain, long watts) {
    for (int above = domain; above >= 0; above = fleet.parentOf(above)) {
      ceilings[above] -= watts;
    }
  }

  void limit(int domain, @Nullable Watts limit, @Nullable EpochMillis until) {
    put(domain, limit == null ? NO_LIMIT : limit.value(), until == null ? NEVER : until.value());
  }

  private void put(int domain, long limit, long until) {
    long limitBefore = limits[domain];
    long endBefore = limitEnds[domain];
    undo.remember(
        () -> {
          limits[domain] = limitBefore;
          limitEnds[domain] = endBefore;
        });
    limits[domain] = limit;
    limitEnds[domain] = until;
  }

  /** Takes over the operator limits of domains that both fleets have. */
  void carryLimits(PowerBook before) {
    for (int old = 0; old < before.limits.length; old++) {
      int domain = fleet.domainOf(before.fleet.domain(old).id());
      if (domain >= 0) {
        put(domain, before.limits[old], before.limitEnds[old]);
      }
    }
  }

  long ceiling(int domain) {
    return ceilings[domain];
  }

  /** What the domain's subtree may draw at that moment. */
  long cap(int number, EpochMillis at) {
    PowerDomain domain = fleet.domain(number);
    long continuous = continuous(domain);
    // A limit with an end no longer holds at its end.
    long limit = at.value() < limitEnds[number] ? limits[number] : NO_LIMIT;
    return Math.max(0, Math.min(continuous, limit) - domain.reserve().value());
  }

  private static long continuous(PowerDomain domain) {
    long rating = domain.rating().value();
    long thousands = rating / PERMILLE * domain.continuousPermille();
    // In two parts: the product of a large rating would overflow.
    return thousands + rating % PERMILLE * domain.continuousPermille() / PERMILLE;
  }

  /** Why the rise must not happen under the domain at that moment; null: it may. */
  @Nullable String faultOfRise(String what, int domain, long watts, EpochMillis at) {
    for (int above = domain; above >= 0; above = fleet.parentOf(above)) {
      String fault = faultAt(what, above, watts, cap(above, at));
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private @Nullable String faultAt(String what, int domain, long watts, long cap) {
    long ceiling = ceilings[domain];
    if (ceiling > cap) {
      return "%s starts under power domain %s, which is in breach: its ceiling is %d W, its cap %d W."
          .formatted(what, fleet.domain(domain).id(), ceiling, cap);
    }
    if (watts > cap - ceiling) {
      return "%s raises power domain %s by %d W to %d W, above its cap of %d W."
          .formatted(what, fleet.domain(domain).id(), watts, ceiling + watts, cap);
    }
    return null;
  }
}
