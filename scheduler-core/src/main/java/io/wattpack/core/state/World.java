package io.wattpack.core.state;

import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.model.TelemetrySource;
import io.wattpack.core.model.TransformerCooling;
import io.wattpack.core.power.BandLedger;
import io.wattpack.core.power.Caps;
import io.wattpack.core.power.CeilingLedger;
import io.wattpack.core.power.Cooling;
import io.wattpack.core.power.CoolingLedger;
import io.wattpack.core.power.GridLimit;
import io.wattpack.core.power.MeterLedger;
import io.wattpack.core.state.column.IntColumn;
import io.wattpack.core.state.column.OrderedIndex;
import io.wattpack.core.state.column.RefColumn;
import io.wattpack.core.state.column.UndoLog;
import java.util.Arrays;

/**
 * Everything that is numbered by one topology; another fleet replaces it whole.
 *
 * @param meters what meters read
 * @param meterSources what took the last reading of every domain that has a meter
 * @param draws what GPUs were found to draw
 * @param cooling IT watts of the GPU containers and what their cooling draws
 * @param means of every site, the 24-hour mean that was told last, in thousandths of a degree
 *     Celsius; {@link #UNKNOWN}: none
 * @param outside of every site, the present outside temperature in the same unit
 * @param gridEvents what the grid asks of the domains
 * @param minerLimits what operators let miner groups run
 * @param limitEnds operator limits that end by themselves, by when
 */
public record World(
    Topology topology,
    CeilingLedger ledger,
    MeterLedger meters,
    RefColumn<TelemetrySource> meterSources,
    Draws draws,
    CoolingLedger cooling,
    Devices devices,
    Miners miners,
    MinerLimits minerLimits,
    Pools pools,
    Closures closures,
    IntColumn means,
    IntColumn outside,
    GridEvents gridEvents,
    OrderedIndex<LimitEnd, Boolean> limitEnds) {

  /** The weather of a site of which nothing was told. */
  public static final int UNKNOWN = Integer.MIN_VALUE;

  /** When a domain's operator limit ends. */
  public record LimitEnd(long at, int domain) implements Comparable<LimitEnd> {
    @Override
    public int compareTo(LimitEnd other) {
      return at != other.at ? Long.compare(at, other.at) : Integer.compare(domain, other.domain);
    }
  }

  /** The fleet with nothing running but what cannot be switched. */
  static World of(Topology topology, UndoLog log) {
    CeilingLedger ledger = ledgerOf(topology, log);
    CoolingLedger cooling = coolingOf(topology, ledger, log);
    Devices devices = new Devices(topology, cooling, log);
    return new World(
        topology,
        ledger,
        new MeterLedger(topology.parents(), ledger, log),
        new RefColumn<>(log, topology.domainCount()),
        new Draws(log),
        cooling,
        devices,
        new Miners(topology, ledger, log),
        new MinerLimits(topology, log),
        new Pools(topology, log),
        new Closures(topology, devices.changes(), log),
        each(topology, UNKNOWN, log),
        each(topology, Cooling.OUTSIDE_UNKNOWN, log),
        new GridEvents(topology, log),
        new OrderedIndex<>(log));
  }

  private static IntColumn each(Topology topology, int value, UndoLog log) {
    IntColumn column = new IntColumn(log, topology.siteCount());
    for (int site = 0; site < topology.siteCount(); site++) {
      column.set(site, value);
    }
    return column;
  }

  /**
   * A site's weather was told: its transformers carry what they may carry then, and cooling draws
   * what it draws then.
   */
  void observe(int site, int meanMilliCelsius, int outsideMilliCelsius, long now) {
    means.set(site, meanMilliCelsius);
    outside.set(site, outsideMilliCelsius);
    for (int domain = 0; domain < topology.domainCount(); domain++) {
      if (topology.siteOf(domain) == site && feelsWeather(domain)) {
        ledger.rate(domain, hardware(domain), now);
        schedule().refresh(domain, now);
      }
    }
    schedule().refreshRegions(now);
    for (int box = 0; box < topology.gpuContainerCount(); box++) {
      if (topology.cooling().siteOf(box) == site) {
        cooling.warm(box, topology.cooling().excessMillionths(box, outsideMilliCelsius));
      }
    }
  }

  private boolean feelsWeather(int domain) {
    return topology.domain(domain).cooling() != TransformerCooling.NONE
        || topology.cooling().isBounded(domain);
  }

  private long hardware(int domain) {
    return Math.min(
        Caps.allUnits(topology.domain(domain), means.get(topology.siteOf(domain))),
        heatLimit(domain));
  }

  /** What the domain may draw for the heat below it; {@link Caps#NO_LIMIT}: as far as it goes. */
  long heatLimit(int domain) {
    return topology.cooling().limit(domain, outside.get(topology.siteOf(domain)));
  }

  /** The grid asks something of the domain or region. */
  void post(int span, PowerEvent event, long now) {
    gridEvents.add(span, event);
    schedule().refresh(span, now);
  }

  /** Nothing of the event is left any more. */
  void forget(PowerEventId event, long now) {
    int span = gridEvents.spanOf(event);
    gridEvents.remove(event);
    schedule().refresh(span, now);
  }

  /** The grid no longer asks for it: its limit rises again as after its end. */
  void withdraw(PowerEventId id, long now) {
    int span = gridEvents.spanOf(id);
    PowerEvent event = gridEvents.find(id, span);
    PowerEvent left = GridLimit.withdrawn(event, schedule().carries(span), now);
    gridEvents.remove(id);
    if (left != null) {
      gridEvents.add(span, left);
    }
    schedule().refresh(span, now);
  }

  /** What is known of the limits of the domains at any moment. */
  public Schedule schedule() {
    return new Schedule(this);
  }

  private static CeilingLedger ledgerOf(Topology topology, UndoLog log) {
    Spans spans = topology.spans();
    int size = topology.domainCount();
    long[] hardware = new long[spans.count()];
    long[] reserves = new long[spans.count()];
    long[] nMinus1 = new long[spans.count()];
    long[] bandMillis = new long[spans.count()];
    Arrays.fill(hardware, size, spans.count(), Caps.NO_LIMIT);
    Arrays.fill(nMinus1, size, spans.count(), Caps.NO_LIMIT);
    for (int domain = 0; domain < size; domain++) {
      long heatLimit = topology.cooling().limit(domain, Cooling.OUTSIDE_UNKNOWN);
      hardware[domain] = Math.min(hardware(topology.domain(domain)), heatLimit);
      reserves[domain] = topology.domain(domain).reserve().value();
      nMinus1[domain] = Caps.nMinus1(topology.domain(domain));
      bandMillis[domain] = topology.domain(domain).bandMillis();
    }
    BandLedger band = new BandLedger(spans.above(), nMinus1, reserves, bandMillis, log);
    long[] paces = Arrays.copyOf(Paces.of(topology), spans.count());
    CeilingLedger ledger =
        new CeilingLedger(spans.above(), spans.firstRegion(), hardware, reserves, band, paces, log);
    for (int domain = 0; domain < size; domain++) {
      ledger.charge(domain, topology.domain(domain).base().value());
    }
    return ledger;
  }

  private static long hardware(PowerDomain sheet) {
    return Caps.allUnits(sheet, Caps.MEAN_RATED);
  }

  private static CoolingLedger coolingOf(Topology topology, CeilingLedger ledger, UndoLog log) {
    CoolingMap map = topology.cooling();
    CoolingLedger cooling = new CoolingLedger(ledger, map.feeds(), log);
    for (int box = 0; box < topology.gpuContainerCount(); box++) {
      cooling.warm(box, map.excessMillionths(box, Cooling.OUTSIDE_UNKNOWN));
    }
    for (int node = 0; node < topology.nodeCount(); node++) {
      int box = topology.gpuContainerOfNode(node);
      cooling.charge(box, topology.domainOfNode(node), topology.baseOfNode(node));
    }
    return cooling;
  }

  World copy(UndoLog log) {
    CeilingLedger copied = ledger.copy(log);
    CoolingLedger cooled = cooling.copy(copied, log);
    Devices booked = devices.copy(cooled, log);
    return new World(
        topology,
        copied,
        meters.copy(copied, log),
        meterSources.copy(log),
        draws.copy(log),
        cooled,
        booked,
        miners.copy(copied, log),
        minerLimits.copy(log),
        pools.copy(log),
        closures.copy(booked.changes(), log),
        means.copy(log),
        outside.copy(log),
        gridEvents.copy(log),
        limitEnds.copy(log));
  }
}
