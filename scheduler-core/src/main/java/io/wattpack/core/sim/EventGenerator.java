package io.wattpack.core.sim;

import io.wattpack.core.event.CapApplied;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.JobCancelled;
import io.wattpack.core.event.JobEnded;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.event.LimitChanged;
import io.wattpack.core.event.MinerLimitChanged;
import io.wattpack.core.event.MinerStarted;
import io.wattpack.core.event.MinerStopped;
import io.wattpack.core.event.NodeReadinessChanged;
import io.wattpack.core.event.PlaceClosed;
import io.wattpack.core.event.PolicyApplied;
import io.wattpack.core.event.PowerEventCancelled;
import io.wattpack.core.event.PowerEventPosted;
import io.wattpack.core.event.ReplicaLoading;
import io.wattpack.core.event.ReplicaReady;
import io.wattpack.core.event.ReplicaStopped;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.event.WeatherObserved;
import io.wattpack.core.model.BatchWork;
import io.wattpack.core.model.Closure;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.JobWork;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.MinerLimit;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.Place;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.model.PolicyName;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.model.PowerEventKind;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.model.WasteSettings;
import io.wattpack.core.model.WasteTable;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What tenants and operators do: jobs, cancellations, limits, fleet edits; now and then something
 * that makes no sense.
 */
final class EventGenerator {
  private static final long STRAY_ORDER = 1_000_000_000_000L;
  private static final int JOBS_MAX = 30;

  private final RandomGenerator random;
  private final SimulationOptions options;
  private final FleetEditor editor;
  private final WorkVariety variety;
  private final SimulatedMeters meters;
  private long jobs;

  EventGenerator(RandomGenerator random, SimulationOptions options) {
    this.random = random;
    this.options = options;
    editor = new FleetEditor(random);
    variety = new WorkVariety(random);
    meters = new SimulatedMeters(random);
  }

  List<Event> next(WorldCounts counts, EpochMillis now) {
    List<Event> events = new ArrayList<>();
    for (int count = random.nextInt(4); count > 0; count--) {
      events.add(one(counts, now));
    }
    List<Site> sites = counts.fleet().sites();
    if (!sites.isEmpty() && random.nextInt(3) == 0) {
      events.add(meters.report(counts, any(sites).id(), now));
    }
    return events;
  }

  private Event one(WorldCounts counts, EpochMillis now) {
    int draw = random.nextInt(100);
    if (draw < 50) {
      return counts.jobs().size() < JOBS_MAX ? submit(counts.fleet(), now) : cancel(counts);
    }
    if (draw < 60) {
      return cancel(counts);
    }
    if (draw < 78) {
      return limit(counts, now);
    }
    if (draw < 85) {
      return place(counts.fleet(), now);
    }
    if (draw < 87) {
      return new PolicyApplied(policy());
    }
    return draw < 94 && options.fleetEdits()
        ? new FleetApplied(editor.edited(counts.wanted()), ManagedBy.FILE)
        : nonsense(counts);
  }

  private Event submit(Fleet fleet, EpochMillis now) {
    jobs++;
    TenantId tenant = random.nextBoolean() ? new TenantId("acme") : new TenantId("bolt");
    ServiceTier tier = any(List.of(ServiceTier.values()));
    JobWork work = random.nextInt(3) == 0 ? variety.task() : batch(fleet, now);
    return new JobSubmitted(new Job(new JobId("job-" + jobs), tenant, tier, work, now));
  }

  private PlacementPolicy policy() {
    return switch (random.nextInt(3)) {
      case 0 -> PlacementPolicy.of(PolicyName.FIRST_FIT);
      case 1 -> PlacementPolicy.of(PolicyName.WATTPACK_SPREAD);
      default -> PlacementPolicy.learned(PolicyName.WATTPACK, table());
    };
  }

  /** Nobody learned it: any table is obeyed. */
  private WasteTable table() {
    int row = WasteTable.STATES * WasteTable.KNOT_COUNT;
    int[] values = new int[2 * row];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % row < WasteTable.KNOT_COUNT ? 0 : random.nextInt(4_000);
    }
    int[] rents = {0, random.nextInt(500)};
    return new WasteTable(List.of("g-big"), WasteSettings.PACKING, rents, values);
  }

  private BatchWork batch(Fleet fleet, EpochMillis now) {
    ModelId model =
        any(List.of(new ModelId("m-embed"), new ModelId("m-chat"), new ModelId("m-large")));
    long lines = 1L + random.nextInt(1 << (1 + random.nextInt(15)));
    long tokens = lines * (1 + random.nextInt(2000));
    long chunks = Math.max(1, lines / 64);
    EpochMillis deadline = now.plusMillis(random.nextInt(86_400_000));
    List<SiteId> sites =
        fleet.sites().isEmpty() || random.nextInt(4) > 0
            ? List.of()
            : List.of(any(fleet.sites()).id());
    return new BatchWork(model, lines, tokens, chunks, deadline, sites);
  }

  private Event cancel(WorldCounts counts) {
    List<JobId> known = List.copyOf(counts.jobs().keySet());
    return new JobCancelled(known.isEmpty() ? new JobId("job-0") : any(known));
  }

  private Event limit(WorldCounts counts, EpochMillis now) {
    Fleet fleet = counts.fleet();
    if (fleet.powerDomains().isEmpty()) {
      return nowhere();
    }
    PowerDomain domain = any(fleet.powerDomains());
    if (random.nextInt(5) == 0) {
      int mean = random.nextInt(55_000) - 10_000;
      Integer present =
          random.nextInt(3) == 0 ? null : (Integer) (mean + random.nextInt(-9_000, 9_000));
      return new WeatherObserved(domain.site(), mean, present);
    }
    if (random.nextInt(4) == 0) {
      return random.nextInt(3) == 0 ? regionEvent(counts, now) : gridEvent(domain, now);
    }
    if (random.nextInt(4) == 0) {
      return minerLimit(fleet, now);
    }
    // Mostly lifted: else, after a while, nothing could run anywhere.
    if (random.nextInt(5) < 3) {
      return new LimitChanged(domain.id(), null, null);
    }
    Watts watts = random.nextBoolean() ? partOf(counts, domain) : anyUpTo(domain.rating());
    EpochMillis until = random.nextBoolean() ? null : now.plusMillis(random.nextInt(600_000));
    return new LimitChanged(domain.id(), watts, until);
  }

  /** Now and then more steps than there are, or none at all of a group that is not there. */
  private Event minerLimit(Fleet fleet, EpochMillis now) {
    MinerGroupId nobody = new MinerGroupId("nobody");
    if (fleet.minerGroups().isEmpty()) {
      return new MinerLimitChanged(nobody, null);
    }
    MinerGroup group = any(fleet.minerGroups());
    int steps = random.nextInt(group.steps() + 3) - 1;
    EpochMillis until = random.nextBoolean() ? null : now.plusMillis(random.nextInt(600_000));
    return switch (random.nextInt(5)) {
      case 0, 1 -> new MinerLimitChanged(group.id(), null);
      case 2, 3 -> new MinerLimitChanged(group.id(), new MinerLimit(steps, until));
      default -> new MinerLimitChanged(group.id(), new MinerLimit(0, now.plusMillis(60_000)));
    };
  }

  private Watts anyUpTo(Watts most) {
    return new Watts(random.nextLong(most.value() + 1));
  }

  /** From a third of what it may draw now to all of it: not everything must go. */
  private Watts partOf(WorldCounts counts, PowerDomain domain) {
    long ceiling = counts.ceilings().getOrDefault(domain.id(), 0L);
    return new Watts(ceiling * (333 + random.nextInt(668)) / 1000);
  }

  /** Few ids, so that events are replaced and cancelled too. */
  private Event gridEvent(PowerDomain domain, EpochMillis now) {
    return gridEvent(domain.id(), domain.rating().value(), now);
  }

  /** Of what its interconnects may draw now, so that not everything must go; or of no such zone. */
  private Event regionEvent(WorldCounts counts, EpochMillis now) {
    List<PowerDomainId> regions = new ArrayList<>(RegionCounts.of(counts.fleet()));
    regions.add(new PowerDomainId("zone:nowhere"));
    PowerDomainId region = any(regions);
    return gridEvent(region, RegionCounts.sum(counts.fleet(), region, counts.ceilings()), now);
  }

  private Event gridEvent(PowerDomainId domain, long wattsMax, EpochMillis now) {
    PowerEventId id = new PowerEventId("ev-" + random.nextInt(6));
    if (random.nextInt(4) == 0) {
      return new PowerEventCancelled(id);
    }
    EpochMillis start = now.plusMillis(random.nextInt(300_000));
    return new PowerEventPosted(
        new PowerEvent(
            id,
            domain,
            new Watts(random.nextLong(wattsMax + 1)),
            random.nextBoolean() ? PowerEventKind.HARD : PowerEventKind.TARGET,
            now,
            start,
            random.nextInt(60_000),
            start.plusMillis(1L + random.nextInt(300_000)),
            null));
  }

  /** Some part of the fleet is closed, opened, lost or found again. */
  private Event place(Fleet fleet, EpochMillis now) {
    if (fleet.nodes().isEmpty()) {
      return nowhere();
    }
    Node node = any(fleet.nodes());
    Place place =
        switch (random.nextInt(6)) {
          case 0 -> any(fleet.sites()).id();
          case 1 -> node.gpuContainer();
          case 2, 3 -> node.id();
          default -> new GpuId(node.id(), random.nextInt(node.gpuCount()));
        };
    return switch (random.nextInt(8)) {
      case 0 -> new NodeReadinessChanged(node.id(), false);
      case 1, 2 -> new NodeReadinessChanged(node.id(), true);
      case 3 -> closed(place, Closure.CORDONED, now);
      case 4, 5 -> closed(place, Closure.DRAINED, now);
      default -> new PlaceClosed(place, Closure.OPEN, null);
    };
  }

  private Event closed(Place place, Closure closure, EpochMillis now) {
    boolean isForEver = random.nextInt(4) == 0;
    EpochMillis until = isForEver ? null : now.plusMillis(random.nextInt(600_000));
    return new PlaceClosed(place, closure, until);
  }

  private static Event nowhere() {
    return new LimitChanged(new PowerDomainId("nowhere"), Watts.ZERO, null);
  }

  private Event nonsense(WorldCounts counts) {
    ReplicaId unknown = new ReplicaId(1_000_000_000L + random.nextInt(10));
    return switch (random.nextInt(10)) {
      case 0 -> new ReplicaLoading(unknown);
      case 8 -> new CapApplied(anyReplica(counts, unknown), 1_000_000);
      case 1 -> new ReplicaReady(unknown);
      case 2 -> new ReplicaStopped(unknown, any(List.of(StopCause.values())));
      case 3 -> new MinerStarted(new MinerGroupId("nobody"), 1, 1);
      case 4 -> strayMiner(counts);
      case 5 -> new JobEnded(new JobId("job-0"));
      case 6 -> new JobCancelled(new JobId("job-0"));
      case 7 -> again(counts);
      default -> nowhere();
    };
  }

  private ReplicaId anyReplica(WorldCounts counts, ReplicaId otherwise) {
    List<ReplicaId> known = List.copyOf(counts.replicas().keySet());
    return known.isEmpty() ? otherwise : any(known);
  }

  /** An answer to an order that was never given, or of a group that there is not. */
  private Event strayMiner(WorldCounts counts) {
    List<MinerGroup> groups = counts.fleet().minerGroups();
    MinerGroupId group = groups.isEmpty() ? new MinerGroupId("nobody") : any(groups).id();
    return new MinerStopped(group, random.nextInt(3), STRAY_ORDER);
  }

  /** A job that is already known is submitted again. */
  private Event again(WorldCounts counts) {
    List<Job> known = List.copyOf(counts.jobs().values());
    return known.isEmpty() ? nowhere() : new JobSubmitted(any(known));
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
