package io.wattpack.core.state;

import io.wattpack.core.power.Caps;
import io.wattpack.core.power.CeilingLedger;
import io.wattpack.core.state.column.OrderedIndex;
import io.wattpack.core.state.column.UndoLog;

/**
 * Everything that is numbered by one topology; another fleet replaces it whole.
 *
 * @param limitEnds operator limits that end by themselves, by when
 */
public record World(
    Topology topology,
    CeilingLedger ledger,
    Devices devices,
    Miners miners,
    Pools pools,
    Closures closures,
    OrderedIndex<LimitEnd, Boolean> limitEnds) {

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
        new OrderedIndex<>(log));
  }

  private static CeilingLedger ledgerOf(Topology topology, UndoLog log) {
    int size = topology.domainCount();
    long[] continuous = new long[size];
    long[] reserves = new long[size];
    for (int domain = 0; domain < size; domain++) {
      continuous[domain] = Caps.continuous(topology.domain(domain));
      reserves[domain] = topology.domain(domain).reserve().value();
    }
    CeilingLedger ledger = new CeilingLedger(topology.parents(), continuous, reserves, log);
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
        limitEnds.copy(log));
  }
}
