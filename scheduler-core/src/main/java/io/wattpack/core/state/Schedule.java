package io.wattpack.core.state;

import io.wattpack.core.model.ContractWindow;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.power.Caps;
import io.wattpack.core.power.CeilingLedger;
import io.wattpack.core.power.ContractLimit;
import io.wattpack.core.power.GridLimit;
import io.wattpack.core.power.LimitKind;
import io.wattpack.core.state.column.IntColumn;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** What is known of the limits of power domains and regions at any moment, present or future. */
public final class Schedule {
  private final World world;
  private final Topology topology;
  private final CeilingLedger ledger;
  private final GridEvents gridEvents;
  private final IntColumn means;

  Schedule(World world) {
    this.world = world;
    topology = world.topology();
    ledger = world.ledger();
    gridEvents = world.gridEvents();
    means = world.means();
  }

  private long gridLimit(int span, long at) {
    List<PowerEvent> asked = gridEvents.of(span);
    return asked == null ? Caps.NO_LIMIT : GridLimit.least(asked, carries(span), at);
  }

  /** What the hardware of the domain may carry now; of a region all its interconnects together. */
  long carries(int span) {
    Spans spans = topology.spans();
    if (!spans.isRegion(span)) {
      return ledger.hardware(span);
    }
    long watts = 0;
    int end = spans.end(span);
    for (int root = spans.first(span); root < end; root = topology.subtreeEnd(root)) {
      watts += ledger.hardware(root);
    }
    return watts;
  }

  private List<ContractWindow> contractOf(int span) {
    return topology.spans().isRegion(span) ? List.of() : topology.domain(span).contract();
  }

  private long contract(int span, long at) {
    return ContractLimit.watts(contractOf(span), at);
  }

  private long limit(int domain, long at) {
    return Math.min(contract(domain, at), gridLimit(domain, at));
  }

  private long next(int domain, long after) {
    long contract = ContractLimit.nextChange(contractOf(domain), after);
    return Math.min(contract, GridLimit.nextChange(gridEvents.of(domain), after));
  }

  /**
   * What the domain or region may draw at that moment, as far as is known, whatever a lost unit
   * would leave; {@link Caps#NO_LIMIT}: of a region nothing is asked then.
   */
  public long cap(int span, long at) {
    boolean isRegion = topology.spans().isRegion(span);
    long reserve = isRegion ? 0 : topology.domain(span).reserve().value();
    return Caps.cap(ledger.hardware(span), limit(span, at), ledger.limitAt(span, at), reserve);
  }

  /** Which limit of the domain is the least at that moment, as far as is known. */
  LimitKind binding(int domain, long at) {
    if (topology.spans().isRegion(domain)) {
      return limit(domain, at) < carries(domain) ? LimitKind.GRID : LimitKind.CONTINUOUS;
    }
    return Caps.binding(
        topology.domain(domain),
        mean(domain),
        ledger.band().limitOfAll(domain),
        world.heatLimit(domain),
        contract(domain, at),
        gridLimit(domain, at),
        ledger.limitAt(domain, at));
  }

  private int mean(int domain) {
    return means.get(topology.siteOf(domain));
  }

  /**
   * The next change after that moment of what is known of the domain; an operator limit's end too.
   */
  public long nextOfAny(int domain, long after) {
    long end = ledger.limitEnd(domain);
    return Math.min(next(domain, after), end > after ? end : Long.MAX_VALUE);
  }

  /**
   * The next moment at which what is known of the domain changes, if something under it must
   * perhaps be told to stop by now for it; {@link Long#MAX_VALUE}: none so near.
   */
  public long nextWithinLead(int domain, long after, long now) {
    long next = next(domain, after);
    // In this order nothing overflows.
    return next - topology.leadMillis(domain) <= now ? next : Long.MAX_VALUE;
  }

  /** When a contract next changes a limit, or something must stop for it. */
  long nextByContract(long now) {
    long next = Long.MAX_VALUE;
    for (int domain : topology.contracted()) {
      next = Math.min(next, nextByContract(domain, now));
    }
    return next;
  }

  private long nextByContract(int domain, long now) {
    List<ContractWindow> contract = topology.domain(domain).contract();
    long next = ContractLimit.nextChange(contract, now);
    for (long lead : topology.leads(domain)) {
      next = Math.min(next, ContractLimit.nextChange(contract, now + lead) - lead);
    }
    return next;
  }

  /** Brings what contracts allow up to a moment, from another one on either side of it. */
  void moveContracts(long from, long to, long now) {
    for (int domain : topology.contracted()) {
      if (nextByContract(domain, from) <= to) {
        refresh(domain, now);
      }
    }
  }

  /** Brings the ledger's figures of all domains with a contract up to that moment. */
  void refreshContracts(long now) {
    for (int domain : topology.contracted()) {
      refresh(domain, now);
    }
  }

  /** Brings the ledger's figures of the regions up to that moment, in other weather. */
  void refreshRegions(long now) {
    Spans spans = topology.spans();
    for (int region = spans.firstRegion(); region < spans.count(); region++) {
      if (gridEvents.of(region) != null) {
        refresh(region, now);
      }
    }
  }

  /** Brings the ledger's figures of the domain or region up to that moment. */
  void refresh(int domain, long now) {
    long limit = limit(domain, now);
    LongUnaryOperator following = at -> nextWithinLead(domain, at, now);
    long ahead = limit;
    for (long at = following.applyAsLong(now);
        at != Long.MAX_VALUE;
        at = following.applyAsLong(at)) {
      ahead = Math.min(ahead, limit(domain, at));
    }
    ledger.schedule(domain, limit, ahead, now);
  }
}
