package io.wattpack.core.check;

import io.wattpack.core.event.MeterReading;
import io.wattpack.core.event.TelemetryReported;
import io.wattpack.core.event.WeatherObserved;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.TransformerCooling;
import io.wattpack.core.plan.image.MeterImage;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Per power domain: the most its subtree can draw with what is booked, and the operator's limit.
 *
 * <p>Bases and idle devices are always in; booked devices and miners enter when decided and leave
 * when the site confirms.
 */
final class PowerBook implements Undoable {
  private static final long NO_LIMIT = Long.MAX_VALUE;
  private static final long NEVER = Long.MAX_VALUE;
  private static final int CEILING = 0;
  private static final int LIMIT = 1;
  private static final int LIMIT_END = 2;
  private static final int MEAN = 3;
  private static final int OUTSIDE = 4;
  private static final int KINDS = 5;
  private static final int UNKNOWN = Integer.MIN_VALUE;

  private final FleetBook fleet;
  private final UndoLog undo;
  private final long[] ceilings;
  private final long[] limits;
  private final long[] limitEnds;
  private final GridBook grid;
  private final RegionRules regions;
  private final CoolingBook cooling;
  private final BandBook band;
  private final MeterBook meters;
  private final PaceBook paces;
  // By site.
  private final int[] means;
  private final int[] outside;
  // What the fleet says, so that forks share it.
  private final long[] continuous;
  private final long[] deviceRises;
  private final long[] leads;
  // Between two questions all zero: what a start in question adds to each domain.
  private final long[] added;

  /** The books of a fleet with nothing running. */
  PowerBook(FleetBook fleet, UndoLog undo) {
    this.fleet = fleet;
    this.undo = undo;
    ceilings = new long[fleet.domainCount()];
    limits = new long[fleet.domainCount()];
    limitEnds = new long[fleet.domainCount()];
    grid = new GridBook(fleet, undo);
    regions = new RegionRules(fleet, grid, this);
    cooling = new CoolingBook(fleet, undo);
    meters = new MeterBook(fleet, undo);
    band = new BandBook(fleet, undo);
    paces = new PaceBook(fleet, undo);
    means = new int[fleet.siteCount()];
    outside = new int[fleet.siteCount()];
    continuous = new long[fleet.domainCount()];
    deviceRises = new long[fleet.nodeCount()];
    leads = LeadTimes.of(fleet);
    added = new long[fleet.domainCount()];
    Arrays.fill(limits, NO_LIMIT);
    Arrays.fill(means, UNKNOWN);
    Arrays.fill(limitEnds, NEVER);
    Arrays.setAll(continuous, domain -> Ratings.continuous(fleet.domain(domain)));
    Arrays.setAll(deviceRises, this::riseOf);
    chargeBases();
  }

  private PowerBook(PowerBook other, UndoLog undo) {
    fleet = other.fleet;
    this.undo = undo;
    ceilings = other.ceilings.clone();
    limits = other.limits.clone();
    limitEnds = other.limitEnds.clone();
    grid = other.grid.fork(undo);
    regions = new RegionRules(fleet, grid, this);
    cooling = other.cooling.fork(undo);
    meters = other.meters.fork(undo);
    band = other.band.fork(undo);
    paces = other.paces.fork(undo);
    means = other.means.clone();
    outside = other.outside.clone();
    continuous = other.continuous;
    deviceRises = other.deviceRises;
    leads = other.leads;
    added = new long[fleet.domainCount()];
  }

  PowerBook fork(UndoLog forked) {
    return new PowerBook(this, forked);
  }

  private long riseOf(int node) {
    GpuModel gpuModel = fleet.gpuModelOf(node);
    return Ratings.withOverhead(fleet.node(node), gpuModel.peak().minus(gpuModel.idle()).value());
  }

  /** What a GPU of the node adds that may draw so many watts. */
  long deviceRise(int node, long watts) {
    GpuModel gpuModel = fleet.gpuModelOf(node);
    return watts == gpuModel.peak().value()
        ? deviceRises[node]
        : Ratings.withOverhead(fleet.node(node), watts - gpuModel.idle().value());
  }

  private void chargeBases() {
    for (int domain = 0; domain < fleet.domainCount(); domain++) {
      change(domain, fleet.domain(domain).base().value());
    }
    for (int node = 0; node < fleet.nodeCount(); node++) {
      changeServer(node, nodeBase(node));
    }
  }

  private long nodeBase(int number) {
    Node node = fleet.node(number);
    long idle = Ratings.withOverhead(node, fleet.gpuModelOf(number).idle().value());
    return Math.addExact(node.base().value(), Math.multiplyExact(node.gpuCount(), idle));
  }

  /** The node draws so many watts more (negative: less), and what cools it follows. */
  void changeServer(int node, long watts) {
    int box = fleet.containerNumberOf(node);
    change(fleet.domainOfNode(node), watts);
    if (cooling.feed(box) < 0) {
      return;
    }
    long before = cooling.drawn(box);
    cooling.change(box, watts);
    change(cooling.feed(box), cooling.drawn(box) - before);
  }

  /** What so many steps of the group can draw: their part of its watts, rounded up. */
  long minerWatts(int number, int steps) {
    MinerGroup group = fleet.miner(number);
    long shares = group.watts().value() * steps;
    return shares / group.steps() + (shares % group.steps() == 0 ? 0 : 1);
  }

  /** The group can draw so many watts more (negative: less). */
  void changeMiner(int miner, long watts) {
    change(fleet.domainOfMiner(miner), watts);
    band.change(miner, watts);
  }

  /** Adds the watts (negative: takes them off) to the domain and everything above it. */
  void change(int domain, long watts) {
    undo.note(this, KINDS * domain + CEILING, watts);
    noteLevels(domain);
    if (watts < 0) {
      notePeaks(domain);
    }
    add(domain, watts);
  }

  private void noteLevels(int domain) {
    for (int above = domain; above >= 0; above = fleet.parentOf(above)) {
      paces.note(above, ceiling(above));
    }
  }

  private void notePeaks(int domain) {
    for (int above = domain; above >= 0; above = fleet.parentOf(above)) {
      meters.fallFrom(above, ceilings[above]);
    }
  }

  private void add(int domain, long watts) {
    for (int above = domain; above >= 0; above = fleet.parentOf(above)) {
      ceilings[above] = Math.addExact(ceilings[above], watts);
    }
  }

  void limit(int domain, @Nullable Watts limit, @Nullable EpochMillis until) {
    put(domain, limit == null ? NO_LIMIT : limit.value(), until == null ? NEVER : until.value());
  }

  private void put(int domain, long limit, long until) {
    undo.note(this, KINDS * domain + LIMIT, limits[domain]);
    undo.note(this, KINDS * domain + LIMIT_END, limitEnds[domain]);
    limits[domain] = limit;
    limitEnds[domain] = until;
  }

  @Override
  public void undo(int place, long figure, @Nullable Object thing) {
    int domain = place / KINDS;
    switch (place % KINDS) {
      case CEILING -> add(domain, -figure);
      case LIMIT -> limits[domain] = figure;
      case MEAN -> means[domain] = (int) figure;
      case OUTSIDE -> outside[domain] = (int) figure;
      default -> limitEnds[domain] = figure;
    }
  }

  void post(PowerEvent event, EpochMillis at) {
    grid.post(event, hardware(event.domain()), at.value());
  }

  /** Of the domain or region; 0: there is none. */
  private long hardware(PowerDomainId id) {
    int region = fleet.regions.of(id);
    int domain = fleet.domainOf(id);
    return region >= 0 ? regions.hardware(region) : domain < 0 ? 0 : hardware(domain);
  }

  /** Takes over an event that was known before. */
  void resume(PowerEvent event) {
    grid.add(event);
  }

  void cancel(PowerEventId id, EpochMillis at) {
    PowerEvent event = grid.find(id);
    if (event != null) {
      grid.cancel(event, hardware(event.domain()), at.value());
    }
  }

  void observe(WeatherObserved observed) {
    int site = fleet.siteNumberOf(observed.site());
    if (site >= 0) {
      undo.note(this, KINDS * site + MEAN, means[site]);
      undo.note(this, KINDS * site + OUTSIDE, outside[site]);
      means[site] = observed.meanMilliCelsius();
      outside[site] = observed.outsideMilliCelsius();
      for (int box = 0; box < fleet.containerCount(); box++) {
        if (cooling.site(box) == site) {
          warm(box, observed.outsideMilliCelsius());
        }
      }
    }
  }

  private void warm(int box, int outsideMilliCelsius) {
    long before = cooling.drawn(box);
    cooling.warm(box, outsideMilliCelsius);
    if (cooling.feed(box) >= 0) {
      change(cooling.feed(box), cooling.drawn(box) - before);
    }
  }

  /** Takes over the limits of domains and the weather of sites that both fleets have. */
  void carryLimits(PowerBook before) {
    grid.carry(before.grid);
    for (int old = 0; old < before.means.length; old++) {
      if (before.means[old] != UNKNOWN) {
        SiteId site = before.fleet.siteAt(old).id();
        observe(new WeatherObserved(site, before.means[old], before.outside[old]));
      }
    }
    for (int old = 0; old < before.limits.length; old++) {
      int domain = fleet.domainOf(before.fleet.domain(old).id());
      if (domain >= 0) {
        put(domain, before.limits[old], before.limitEnds[old]);
      }
    }
  }

  /** What the domain's subtree can draw: all that is booked, and what meters show beyond that. */
  long ceiling(int domain) {
    return Math.addExact(ceilings[domain], meters.excess(domain));
  }

  void observe(TelemetryReported reported, EpochMillis at) {
    int site = fleet.siteNumberOf(reported.site());
    if (site < 0 || reported.sampledAt().isAfter(at)) {
      return;
    }
    for (MeterReading reading : reported.meters()) {
      int domain = fleet.domainOf(reading.domain());
      boolean isOfSite = domain >= 0 && fleet.siteNumberOfDomain(domain) == site;
      if (isOfSite && reading.isPlausible()) {
        observe(domain, reading.watts(), reported.sampledAt(), at);
      }
    }
  }

  private void observe(int domain, @Nullable Watts watts, EpochMillis sampledAt, EpochMillis at) {
    noteLevels(domain);
    if (watts == null) {
      meters.forget(domain);
    } else {
      meters.read(domain, watts.value(), sampledAt.value(), at.value(), ceilings[domain]);
    }
  }

  /** Takes over a meter that was known before. */
  void resume(MeterImage known) {
    int domain = fleet.domainOf(known.domain());
    Long heardAt = known.heardAt() == null ? null : (Long) known.heardAt().value();
    meters.resume(domain, known.sampledAt().value(), heardAt, known.over().value());
  }

  /** Takes over the most it could draw since, once all is booked and all meters are known. */
  void resumePeak(MeterImage known) {
    int domain = fleet.domainOf(known.domain());
    meters.fallFrom(domain, known.highest().value() - meters.excess(domain));
  }

  /**
   * Takes over the meters of domains that both fleets have, and how far they rose; once all is
   * booked on this one.
   */
  void carryMeters(PowerBook before) {
    meters.carry(before.meters, before.ceilings, ceilings);
    for (int old = 0; old < before.limits.length; old++) {
      int domain = fleet.domainOf(before.fleet.domain(old).id());
      if (domain >= 0) {
        paces.carry(before.paces, old, before.ceiling(old), domain, ceiling(domain));
      }
    }
  }

  /** How fast domains may rise. */
  PaceBook paces() {
    return paces;
  }

  /** What the domain's subtree may draw at that moment, a unit that may be lost aside. */
  long cap(int domain, EpochMillis at) {
    // A limit with an end no longer holds at its end.
    long limit = at.value() < limitEnds[domain] ? limits[domain] : NO_LIMIT;
    long asked = grid.limit(domain, hardware(domain), at.value());
    long allowed = ContractBook.limit(fleet.domain(domain), at.value());
    long least = Math.min(Math.min(allUnits(domain), allowed), Math.min(limit, asked));
    return Math.max(0, least - fleet.domain(domain).reserve().value());
  }

  /** The least that it may draw until all that can be stopped below would be gone. */
  long leastCap(int domain, EpochMillis at) {
    long now = cap(domain, at);
    PowerDomain sheet = fleet.domain(domain);
    if (grid.isEmpty(domain) && sheet.contract().isEmpty()) {
      return now;
    }
    long[] least = {now};
    LongConsumer lower =
        moment -> least[0] = Math.min(least[0], cap(domain, new EpochMillis(moment)));
    grid.forEachChange(domain, at.value(), leads[domain], lower);
    ContractBook.forEachChange(sheet, at.value(), leads[domain], lower);
    return least[0];
  }

  long hardware(int domain) {
    return Math.min(allUnits(domain), band.withoutOneUnit(domain));
  }

  /** See {@link #leastCap}: how long what can be stopped below takes. */
  long lead(int domain) {
    return leads[domain];
  }

  private long allUnits(int domain) {
    PowerDomain sheet = fleet.domain(domain);
    long least = continuous[domain];
    if (sheet.cooling() != TransformerCooling.NONE) {
      least = Math.min(least, Ratings.derated(sheet, means[fleet.siteNumberOfDomain(domain)]));
    }
    return Math.min(least, cooling.limit(domain));
  }

  /** Why the miner group's rise must not happen at that moment; null: it may. */
  @Nullable String faultOfMiner(int miner, int from, int to, EpochMillis at) {
    long rise = minerWatts(miner, to) - minerWatts(miner, from);
    int domain = fleet.domainOfMiner(miner);
    addAbove(domain, rise);
    String fault = null;
    for (int above = domain; above >= 0 && fault == null; above = fleet.parentOf(above)) {
      boolean isFast = band.isFast(miner, above);
      fault = faultAt(fleet.miner(miner).id(), above, rise, isFast, to == from + 1, at);
    }
    fault = fault != null ? fault : regions.faultOf(fleet.miner(miner).id(), domain, added, at);
    forgetAbove(domain);
    return fault;
  }

  /**
   * Why the rise of all the replica's members together must not happen at that moment; null: it
   * may. First each domain gathers what rises under it, then each is compared with its cap.
   */
  @Nullable String faultOfReplica(LivingReplica replica, DeviceBook devices, EpochMillis at) {
    addMembers(replica, devices);
    return faultOfAdded(replica, true, at);
  }

  private @Nullable String faultOfAdded(LivingReplica replica, boolean isWhole, EpochMillis at) {
    String fault = null;
    for (int member = 0; member < replica.members() && fault == null; member++) {
      int domain = fleet.domainOfNode(replica.nodeOf(member));
      for (int above = domain; above >= 0 && fault == null; above = fleet.parentOf(above)) {
        fault = faultAt(replica, above, added[above], false, isWhole, at);
      }
      fault = fault != null ? fault : regions.faultOf(replica, domain, added, at);
    }
    forgetMembers(replica);
    return fault;
  }

  /**
   * Why the replica's GPUs must not be allowed so many watts each; null: they may.
   *
   * @param isWhole whether less would not do
   */
  @Nullable String faultOfRaise(
      LivingReplica replica, long watts, CapBook caps, boolean isWhole, EpochMillis at) {
    for (int gpu = 0; gpu < replica.gpus(); gpu++) {
      int node = replica.nodeOfGpu(gpu);
      long possible = caps.possible(replica, fleet.gpuModelOf(node).peak().value());
      long more = deviceRise(node, Math.max(watts, possible)) - deviceRise(node, possible);
      addServer(node, more);
    }
    addCooling(replica);
    return faultOfAdded(replica, isWhole, at);
  }

  private void addMembers(LivingReplica replica, DeviceBook devices) {
    for (int gpu = 0; gpu < replica.gpus(); gpu++) {
      int node = replica.nodeOfGpu(gpu);
      if (devices.isFree(replica.gpu(gpu))) {
        addServer(node, deviceRises[node]);
      }
    }
    addCooling(replica);
  }

  private void addServer(int node, long watts) {
    addAbove(fleet.domainOfNode(node), watts);
    cooling.expect(fleet.containerNumberOf(node), watts);
  }

  /** Once for all members in a GPU container: their watts are added before they are rounded. */
  private void addCooling(LivingReplica replica) {
    for (int member = 0; member < replica.members(); member++) {
      int box = fleet.containerNumberOf(replica.nodeOf(member));
      if (cooling.feed(box) >= 0) {
        addAbove(cooling.feed(box), cooling.drawnMore(box));
      }
      cooling.forget(box);
    }
  }

  private void addAbove(int domain, long watts) {
    for (int above = domain; above >= 0; above = fleet.parentOf(above)) {
      added[above] += watts;
    }
  }

  private void forgetMembers(LivingReplica replica) {
    for (int member = 0; member < replica.members(); member++) {
      forgetAbove(fleet.domainOfNode(replica.nodeOf(member)));
    }
  }

  private void forgetAbove(int domain) {
    for (int above = domain; above >= 0; above = fleet.parentOf(above)) {
      added[above] = 0;
    }
  }

  private @Nullable String faultAt(
      Object what, int domain, long watts, boolean isFast, boolean isWhole, EpochMillis at) {
    long ceiling = ceiling(domain);
    long all = leastCap(domain, at);
    long cap = Math.min(all, band.cap(domain));
    PowerDomainId id = fleet.domain(domain).id();
    if (ceiling > cap) {
      return PowerFaults.inBreach(what, id, ceiling, cap);
    }
    // Miners that are fast enough raise what they may draw for units by as much.
    String fault = PowerFaults.ofCap(what, id, watts, ceiling, isFast ? all : cap);
    if (fault != null) {
      return fault;
    }
    return paces.allows(domain, ceiling, watts, isWhole, at)
        ? null
        : PowerFaults.tooFast(what, id, watts, ceiling);
  }
}
