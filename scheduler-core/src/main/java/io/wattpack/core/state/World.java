package io.wattpack.core.state;

import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.model.TransformerCooling;
import io.wattpack.core.power.Caps;
import io.wattpack.core.power.CeilingLedger;
import io.wattpack.core.power.GridLimit;
import io.wattpack.core.state.column.IntColumn;
import io.wattpack.core.state.column.OrderedIndex;
import io.wattpack.core.state.column.UndoLog;

/**
 * Everything that is numbered by one topology; another fleet replaces it whole.
 *
 * @param means of every site, the 24-hour mean that was told last, in thousandths of a degree
 *     Celsius; {@link #UNKNOWN}: none
 * @param gridEvents what the grid asks of the domains
 * @param limitEnds operator limits that end by themselves, by when
 */
public record World(
    Topology topology,
    CeilingLedger ledger,
    Devices devices,
    Miners miners,
    Pools pools,
    Closures closures,
    IntColumn means,
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
    Devices devices = new Devices(topology, ledger, log);
    return new World(
        topology,
        ledger,
        devices,
        new Miners(topology, ledger, log),
        new Pools(topology, log),
        new Closures(topology, devices.changes(), log),
        unknownMeans(topology, log),
        new GridEvents(topology, log),
        new OrderedIndex<>(log));
  }

  private static IntColumn unknownMeans(Topology topology, UndoLog log) {
    IntColumn means = new IntColumn(log, topology.siteCount());
    for (int site = 0; site < topology.siteCount(); site++) {
      means.set(site, UNKNOWN);
    }
    return means;
  }

  /** A site's weather was told: its transformers carry what they may carry then. */
  void observe(int site, int meanMilliCelsius, long now) {
    means.set(site, meanMilliCelsius);
    for (int domain = 0; domain < topology.domainCount(); domain++) {
      PowerDomain sheet = topology.domain(domain);
      if (topology.siteOf(domain) == site && sheet.cooling() != TransformerCooling.NONE) {
        ledger.rate(domain, Caps.hardware(sheet, meanMilliCelsius), now);
        schedule().refresh(domain, now);
      }
    }
  }

  /** The grid asks something of the domain. */
  void post(int domain, PowerEvent event, long now) {
    gridEvents.add(domain, event);
    schedule().refresh(domain, now);
  }

  /** Nothing of the event is left any more. */
  void forget(PowerEventId event, long now) {
    int domain = gridEvents.domainOf(event);
    gridEvents.remove(event);
    schedule().refresh(domain, now);
  }

  /** The grid no longer asks for it: its limit rises again as after its end. */
  void withdraw(PowerEventId id, long now) {
    int domain = gridEvents.domainOf(id);
    PowerEvent event = gridEvents.find(id, domain);
    PowerEvent left = GridLimit.withdrawn(event, ledger.hardware(domain), now);
    gridEvents.remove(id);
    if (left != null) {
      gridEvents.add(domain, left);
    }
    schedule().refresh(domain, now);
  }

  /** What is known of the limits of the domains at any moment. */
  public Schedule schedule() {
    return new Schedule(this);
  }

  private static CeilingLedger ledgerOf(Topology topology, UndoLog log) {
    int size = topology.domainCount();
    long[] hardware = new long[size];
    long[] reserves = new long[size];
    for (int domain = 0; domain < size; domain++) {
      hardware[domain] = Caps.hardware(topology.domain(domain), Caps.MEAN_RATED);
      reserves[domain] = topology.domain(domain).reserve().value();
    }
    CeilingLedger ledger = new CeilingLedger(topology.parents(), hardware, reserves, log);
    for (int domain = 0; domain < size; domain++) {
      ledger.charge(domain, topology.domain(domain).base().value());
    }
    for (int node = 0; node < topology.nodeCount(); node++) {
      ledger.charge(topology.domainOfNode(node), topology.baseOfNode(node));
    }
    return ledger;
  }

  World copy(UndoLog log) {
    CeilingLedger copied = ledger.copy(log);
    Devices booked = devices.copy(copied, log);
    return new World(
        topology,
        copied,
        booked,
        miners.copy(copied, log),
        pools.copy(log),
        closures.copy(booked.changes(), log),
        means.copy(log),
        gridEvents.copy(log),
        limitEnds.copy(log));
  }
}
