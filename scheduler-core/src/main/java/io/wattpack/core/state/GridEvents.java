package io.wattpack.core.state;

import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.power.GridLimit;
import io.wattpack.core.state.column.OrderedIndex;
import io.wattpack.core.state.column.RefColumn;
import io.wattpack.core.state.column.UndoLog;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the grid asks of each domain, and every moment at which a limit that follows changes or
 * something that can be stopped must be told to stop to be gone by then.
 */
public final class GridEvents {
  private final Topology topology;
  private final RefColumn<List<PowerEvent>> ofDomain;
  private final OrderedIndex<PowerEventId, Integer> domains;
  private final OrderedIndex<Change, Boolean> changes;

  /** A moment at which an event changes what its domain may draw, or what must stop for it. */
  record Change(long at, int domain, PowerEventId event) implements Comparable<Change> {
    @Override
    public int compareTo(Change other) {
      if (at != other.at) {
        return Long.compare(at, other.at);
      }
      return domain != other.domain
          ? Integer.compare(domain, other.domain)
          : event.compareTo(other.event);
    }
  }

  GridEvents(Topology topology, UndoLog log) {
    this.topology = topology;
    ofDomain = new RefColumn<>(log, topology.domainCount());
    domains = new OrderedIndex<>(log);
    changes = new OrderedIndex<>(log);
  }

  private GridEvents(GridEvents other, UndoLog log) {
    topology = other.topology;
    ofDomain = other.ofDomain.copy(log);
    domains = other.domains.copy(log);
    changes = other.changes.copy(log);
  }

  GridEvents copy(UndoLog log) {
    return new GridEvents(this, log);
  }

  /** Those of the domain, in the order of ids; null: none. */
  @Nullable List<PowerEvent> of(int domain) {
    return ofDomain.get(domain);
  }

  /** All, in the order of ids. */
  public List<PowerEvent> all() {
    List<PowerEvent> all = new ArrayList<>();
    domains.entries().forEach((id, domain) -> all.add(find(id, domain)));
    return all;
  }

  /** The event, which is one of the domain's. */
  PowerEvent find(PowerEventId id, int domain) {
    for (PowerEvent event : ofDomain.require(domain)) {
      if (event.id().equals(id)) {
        return event;
      }
    }
    throw new IllegalStateException("The power event %s is not where it should be.".formatted(id));
  }

  /** The event of that id; null: there is none. */
  @Nullable PowerEvent find(PowerEventId id) {
    int domain = domainOf(id);
    return domain < 0 ? null : find(id, domain);
  }

  /** The domain of the event; negative: there is no such event. */
  int domainOf(PowerEventId id) {
    Integer domain = domains.get(id);
    return domain == null ? -1 : domain;
  }

  void add(int domain, PowerEvent event) {
    List<PowerEvent> after = others(domain, other -> !other.id().equals(event.id()));
    after.add(event);
    after.sort((one, other) -> one.id().compareTo(other.id()));
    ofDomain.set(domain, List.copyOf(after));
    domains.put(event.id(), domain);
    forEachChange(domain, event, change -> changes.put(change, Boolean.TRUE));
  }

  private void forEachChange(int domain, PowerEvent event, Consumer<Change> visitor) {
    long at = GridLimit.nextChange(event, Long.MIN_VALUE);
    while (at != Long.MAX_VALUE) {
      visitor.accept(new Change(at, domain, event.id()));
      for (long lead : topology.leads(domain)) {
        visitor.accept(new Change(at - lead, domain, event.id()));
      }
      at = GridLimit.nextChange(event, at);
    }
  }

  private List<PowerEvent> others(int domain, Predicate<PowerEvent> stays) {
    List<PowerEvent> before = ofDomain.get(domain);
    List<PowerEvent> after = new ArrayList<>();
    if (before != null) {
      before.stream().filter(stays).forEach(after::add);
    }
    return after;
  }

  void remove(PowerEventId id) {
    int domain = domainOf(id);
    PowerEvent event = find(id, domain);
    List<PowerEvent> after = others(domain, other -> !other.id().equals(id));
    ofDomain.set(domain, after.isEmpty() ? null : List.copyOf(after));
    domains.remove(id);
    forEachChange(domain, event, changes::remove);
  }

  /** Changes after the first moment and up to the second. */
  NavigableMap<Change, Boolean> between(long from, long to) {
    return changes.entries().subMap(after(from), true, after(to), false);
  }

  /** When a limit next changes or must be prepared for; {@link Long#MAX_VALUE}: never. */
  long next(long now) {
    Change next = changes.entries().ceilingKey(after(now));
    return next == null ? Long.MAX_VALUE : next.at();
  }

  private static Change after(long moment) {
    return new Change(moment + 1, -1, FIRST);
  }

  private static final PowerEventId FIRST = new PowerEventId("0");
}
