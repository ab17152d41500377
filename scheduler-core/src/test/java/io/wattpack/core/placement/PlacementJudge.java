package io.wattpack.core.placement;

import io.wattpack.core.model.JobId;
import io.wattpack.core.model.MigProfile;
import io.wattpack.core.model.MigSlice;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.placement.PlacementOracle.Counts;
import io.wattpack.core.placement.PlacementOracle.Spot;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.HostBooking;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.state.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with an answer of the placer, by what the oracle finds. */
final class PlacementJudge {
  private static final List<ReasonCode> MISSES =
      List.of(
          ReasonCode.NO_COMPATIBLE_GPU,
          ReasonCode.NO_FREE_GPU,
          ReasonCode.NO_LINKED_GPUS,
          ReasonCode.NO_FREE_SLICE,
          ReasonCode.NO_FREE_MEMORY,
          ReasonCode.NO_FREE_CPU,
          ReasonCode.TAINTED,
          ReasonCode.CORDONED);

  private final WorldBooks books;
  private final Topology topology;
  private final NodeScorer scorer;
  private final boolean isScoredAlone;
  private final boolean hasHope;
  private final PlacementOracle oracle;
  private final Wanted wanted;

  PlacementJudge(PlacementStream stream, Wanted wanted, boolean hasHope) {
    books = stream.books();
    topology = stream.state().topology();
    scorer = stream.scorer();
    isScoredAlone = stream.isScoredAlone();
    this.wanted = wanted;
    this.hasHope = hasHope;
    oracle = oracle(books);
  }

  private PlacementOracle oracle(WorldBooks of) {
    return new PlacementOracle(of, topology, scorer, wanted.rules().tolerations(), hasHope);
  }

  /** What is wrong; null: nothing. */
  @Nullable String fault(Answer answer) {
    return switch (answer) {
      case Answer.Placed placed -> faultOf(placed);
      case Answer.Refused refused -> faultOf(refused.reason());
    };
  }

  // ---- places

  private @Nullable String faultOf(Answer.Placed placed) {
    String fault = "It fits none of the ways asked for.";
    for (Wanted.Way way : wanted.ways()) {
      if (isBy(placed, way)) {
        fault = illegal(placed, way);
        if (fault == null) {
          return wanted.members() > 1 || !isScoredAlone ? null : worse(placed, way);
        }
      }
    }
    return fault;
  }

  private static boolean isBy(Answer.Placed placed, Wanted.Way way) {
    return placed.hosts().size() == way.members()
        && placed.devices().size() == way.members() * way.gpus()
        && placed.loadMillis() == way.loadMillis();
  }

  private @Nullable String illegal(Answer.Placed placed, Wanted.Way way) {
    WorldBooks next = books.copy();
    List<Node> chosen = new ArrayList<>();
    WattsLeft left = oracle.left();
    for (int member = 0; member < way.members(); member++) {
      HostBooking host = placed.hosts().get(member);
      List<DeviceBooking> devices =
          placed.devices().subList(member * way.gpus(), (member + 1) * way.gpus());
      String fault = illegal(next, host, devices, way, left);
      if (fault != null) {
        return "Member %d: %s".formatted(member, fault);
      }
      book(next, member, host, devices);
      chosen.add(books.node(host.node()));
    }
    return illegal(chosen, left);
  }

  private static void book(
      WorldBooks next, int member, HostBooking host, List<DeviceBooking> devices) {
    next.start(
        new ReplicaStart(
            new ReplicaId(1_000_000 + member),
            new JobId("supposed"),
            ServiceTier.STANDARD,
            devices,
            List.of(host),
            0,
            0,
            Reason.of(ReasonCode.TASK_PLACED)));
  }

  private @Nullable String illegal(List<Node> chosen, WattsLeft left) {
    if (chosen.stream().map(books::siteOf).distinct().count() > 1) {
      return "It stands at several sites.";
    }
    if (!oracle.spreads(wanted, chosen)) {
      return "It breaks a spread limit.";
    }
    for (Node node : chosen) {
      for (PowerDomain domain : books.above(node.powerDomain())) {
        if (left.of(domain.id()) < 0) {
          return "It draws more than %s has.".formatted(domain.id());
        }
      }
    }
    return null;
  }

  private @Nullable String illegal(
      WorldBooks next,
      HostBooking host,
      List<DeviceBooking> devices,
      Wanted.Way way,
      WattsLeft left) {
    PlacementOracle now = oracle(next);
    CountedNode node = now.node(books.node(host.node()));
    if (now.stage(node, way) != PlacementOracle.ROOM) {
      return "The node %s has no room: %d.".formatted(host.node(), now.stage(node, way));
    }
    if (host.cpuMilli() != way.needs().cpuMilli() || !host.memory().equals(way.needs().memory())) {
      return "It books other cores or memory than asked for.";
    }
    long group =
        devices.stream().mapToInt(one -> one.slot() / node.linkedGpus()).distinct().count();
    if (way.isLinked() && group > 1) {
      return "Its GPUs are not linked.";
    }
    if (devices.stream().map(DeviceBooking::slot).distinct().count() < devices.size()) {
      return "It books a GPU twice.";
    }
    for (DeviceBooking device : devices) {
      if (!device.node().equals(host.node()) || !fits(now, node, device, way)) {
        return "It may not take %s.".formatted(device);
      }
      left.take(node.node(), node.riseWatts(device.slot()));
    }
    return null;
  }

  private static boolean fits(
      PlacementOracle now, CountedNode node, DeviceBooking device, Wanted.Way way) {
    MigProfile asked = way.slice();
    MigSlice slice = device.mig();
    boolean isLegal =
        asked == null
            ? slice == null
            : slice != null
                && slice.profile().equals(asked.name())
                && now.isLegal(node, device.slot(), asked, slice.start());
    return isLegal
        && device.share().milli() == way.share()
        && device.memory().value() == way.memory()
        && (!way.isWhole() || node.bookings(device.slot()).isEmpty())
        && now.takes(node, way, device.slot(), true, true);
  }

  /** For one member: it must be the best place, the first of equals. */
  private @Nullable String worse(Answer.Placed placed, Wanted.Way way) {
    Spot best = oracle.best(wanted, Counts.ALL);
    if (best == null) {
      return "The oracle finds no place.";
    }
    boolean isSame =
        placed.hosts().getFirst().node().equals(best.node().node().id())
            && way.loadMillis() == best.way().loadMillis()
            && (best.slot() < 0 || placed.devices().getFirst().slot() == best.slot());
    return isSame
        ? null
        : "The oracle finds a better place: %s, slot %d, way %d, score %d."
            .formatted(
                best.node().node().id(),
                best.slot(),
                wanted.ways().indexOf(best.way()),
                best.score());
  }

  // ---- refusals

  private @Nullable String faultOf(Reason reason) {
    if (finds(Counts.ALL)) {
      return "There is a place.";
    }
    boolean isPower =
        reason.code() == ReasonCode.POWER_LIMITED || reason.code() == ReasonCode.IN_BREACH;
    boolean wouldFit = finds(Counts.NO_WATTS);
    if (isPower != wouldFit) {
      return isPower ? "With watts there would be no place either." : "Only watts are missing.";
    }
    return isPower ? untrue(reason) : faultOfMiss(reason);
  }

  private boolean finds(Counts counts) {
    return oracle.best(ways(way -> way.members() == 1), counts) != null
        || oracle.holdsGang(ways(way -> way.members() > 1), counts);
  }

  private Wanted ways(Predicate<Wanted.Way> which) {
    List<Wanted.Way> ways = wanted.ways().stream().filter(which).toList();
    return new Wanted(wanted.pool(), wanted.rules(), ways);
  }

  private @Nullable String untrue(Reason reason) {
    PowerDomainId domain = reason.domain();
    long left = domain == null ? Long.MAX_VALUE : oracle.left().of(domain);
    boolean isTrue = reason.code() == ReasonCode.IN_BREACH ? left < 0 : left < reason.asked();
    return isTrue ? null : "%s has %d W.".formatted(domain, left);
  }

  private @Nullable String faultOfMiss(Reason reason) {
    int nearest = oracle.nearest(wanted);
    boolean isTrue =
        nearest < PlacementOracle.ROOM
            ? reason.code() == MISSES.get(nearest)
            : isTooLarge(reason.code());
    if (!isTrue) {
      return "The nearest node came to filter %d.".formatted(nearest);
    }
    return isAsked(reason) ? null : "Nobody asked for %d.".formatted(reason.asked());
  }

  /** Single members have room, but a gang has not, or spread limits leave no place. */
  private boolean isTooLarge(ReasonCode code) {
    boolean isGang = wanted.ways().stream().anyMatch(way -> way.members() > 1);
    boolean isSingle = wanted.ways().stream().anyMatch(way -> way.members() == 1);
    return code == ReasonCode.GANG_TOO_LARGE
        ? isGang
        : isSingle && code == ReasonCode.SPREAD_LIMITED;
  }

  /** Whether the figure is one of the work, in the unit of the code. */
  private boolean isAsked(Reason reason) {
    return switch (reason.code()) {
      case NO_FREE_CPU ->
          wanted.ways().stream().anyMatch(way -> way.needs().cpuMilli() == reason.asked());
      case NO_FREE_MEMORY ->
          wanted.ways().stream().anyMatch(way -> way.needs().memory().value() == reason.asked());
      case GANG_TOO_LARGE ->
          wanted.ways().stream().anyMatch(way -> way.members() == reason.asked());
      default -> true;
    };
  }
}
