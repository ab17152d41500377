package io.wattpack.core.sim;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.Site;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.MinerOn;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.units.EpochMillis;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What domains could draw when the last ten seconds began in which anything happened, and so what
 * may rise in them.
 */
final class RiseCounts {
  private static final long TEN_SECONDS = 10_000;

  private long last = Long.MIN_VALUE;
  private @Nullable Map<PowerDomainId, Long> atFirst;
  private @Nullable String found;

  /** Something happens then; so far nothing else did since what was told before. */
  void enter(EpochMillis at, Fleet fleet, Supplier<Map<PowerDomainId, Long>> ceilings) {
    long tenSeconds = at.value() / TEN_SECONDS;
    if (tenSeconds > last) {
      last = tenSeconds;
      atFirst = isAnySlow(fleet) ? ceilings.get() : null;
    }
  }

  /**
   * Enters an event. One that is stamped before these ten seconds counts in those before, even if
   * it comes after a plan of these: for a domain that has not changed since, they begin after it.
   */
  void enterEvent(EpochMillis at, Supplier<Map<PowerDomainId, Long>> ceilings, Runnable enter) {
    Map<PowerDomainId, Long> first = atFirst;
    if (first == null || at.value() / TEN_SECONDS >= last) {
      enter.run();
      return;
    }
    Map<PowerDomainId, Long> before = ceilings.get();
    enter.run();
    if (atFirst == null) {
      return;
    }
    Map<PowerDomainId, Long> moved = new TreeMap<>(first);
    ceilings
        .get()
        .forEach(
            (domain, watts) ->
                moved.computeIfPresent(
                    domain, (id, then) -> then.equals(before.get(id)) ? watts : then));
    atFirst = moved;
  }

  /** With another fleet it is not known for the rest of these ten seconds. */
  void forget() {
    atFirst = null;
  }

  /**
   * All decisions of a plan are entered.
   *
   * @param isSame whether the same fleet was in force for all of them; what leaves it may end a
   *     pace, and only the plan knows when
   * @throws BrokenPromise if it is and a domain rose faster than it may
   */
  void settle(boolean isSame) {
    String broken = found;
    found = null;
    if (!isSame) {
      forget();
    } else if (broken != null) {
      throw new BrokenPromise(broken);
    }
  }

  private static boolean isAnySlow(Fleet fleet) {
    return fleet.powerDomains().stream().anyMatch(domain -> most(fleet, domain) < Long.MAX_VALUE);
  }

  /** Watts by which the domain may rise in ten seconds. */
  private static long most(Fleet fleet, PowerDomain domain) {
    long most = Long.MAX_VALUE;
    for (Site site : fleet.sites()) {
      if (domain.parent() == null && site.id().equals(domain.site())) {
        most = Math.min(most, inTenSeconds(site.recoveryWattsPerMinute()));
      }
    }
    for (GpuContainer box : fleet.gpuContainers()) {
      if (box.powerDomain().equals(domain.id())) {
        most = Math.min(most, inTenSeconds(box.recoveryWattsPerMinute()));
      }
    }
    return most;
  }

  private static long inTenSeconds(long perMinute) {
    return perMinute == 0 ? Long.MAX_VALUE : perMinute / 6;
  }

  /**
   * Enters a decision, and keeps it in mind if a domain rises faster by it than it may in the fleet
   * that was in force before its plan.
   */
  void check(Decision decision, WorldCounts counts, Runnable enter) {
    boolean isWhole = isWhole(decision, counts);
    Map<PowerDomainId, Long> before = atFirst == null ? new TreeMap<>() : counts.ceilings();
    enter.run();
    if (atFirst == null) {
      return;
    }
    Map<PowerDomainId, Long> after = counts.ceilings();
    for (PowerDomain domain : counts.fleet().powerDomains()) {
      long from = before.getOrDefault(domain.id(), 0L);
      long to = after.getOrDefault(domain.id(), 0L);
      if (!allows(counts.fleet(), domain, from, to, isWhole)) {
        found =
            "Promise 1: %s raises power domain %s from %d to %d W, faster than it may recover."
                .formatted(decision, domain.id(), from, to);
      }
    }
  }

  /** What is given in one piece: less of it would be nothing. */
  private static boolean isWhole(Decision decision, WorldCounts counts) {
    return switch (decision) {
      case ReplicaStart start -> true;
      case MinerOn on -> on.steps() == 1 + toldOf(on.minerGroup(), counts);
      case CapSet cap -> isLeast(cap, counts);
      default -> false;
    };
  }

  private static int toldOf(MinerGroupId id, WorldCounts counts) {
    return counts.fleet().minerGroups().stream()
        .filter(group -> group.id().equals(id))
        .mapToInt(counts.miners()::told)
        .sum();
  }

  private static boolean isLeast(CapSet cap, WorldCounts counts) {
    ReplicaStart start = counts.replicas().get(cap.replica());
    if (start == null || !isThere(start, counts)) {
      return false;
    }
    GpuModel sheet = counts.gpuModel(counts.node(start.hosts().getFirst().node()));
    long peak = sheet.peak().value();
    long rise = cap.cap().value() - counts.caps().ordered(cap.replica());
    return counts.told().isPaused(cap.replica())
        ? cap.cap().value() <= Math.max(sheet.capMin().value(), (peak + 1) / 2)
        : rise * 50 < peak + 50;
  }

  /** A node may leave the fleet in the step; then what rises in it is not judged. */
  private static boolean isThere(ReplicaStart start, WorldCounts counts) {
    return counts.fleet().nodes().stream()
        .anyMatch(node -> node.id().equals(start.hosts().getFirst().node()));
  }

  /**
   * Whether the domain may come to so many watts.
   *
   * @param isWhole by one thing that cannot be divided
   */
  private boolean allows(Fleet fleet, PowerDomain domain, long from, long to, boolean isWhole) {
    Map<PowerDomainId, Long> known = atFirst;
    long most = most(fleet, domain);
    if (known == null || most == Long.MAX_VALUE || to <= from) {
      return true;
    }
    long then = known.getOrDefault(domain.id(), 0L);
    return to <= then + most || (isWhole && from <= then);
  }

  /** What may still rise at that moment by one thing; what is not known counts as nothing. */
  long room(Fleet fleet, PowerDomain domain, long from, EpochMillis at) {
    Map<PowerDomainId, Long> known = atFirst;
    long most = most(fleet, domain);
    if (most == Long.MAX_VALUE || at.value() / TEN_SECONDS > last) {
      return Long.MAX_VALUE;
    }
    long then = known == null ? 0 : known.getOrDefault(domain.id(), 0L);
    boolean isFirst = known != null && from <= then;
    return isFirst ? Long.MAX_VALUE : Math.max(0, then + most - from);
  }
}
