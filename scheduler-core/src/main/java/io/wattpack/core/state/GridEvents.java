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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the grid asks of each domain, and every moment at which a limit that follows changes. */
public final class GridEvents {
  private final RefColumn<List<PowerEvent>> ofDomain;
  private final OrderedIndex<PowerEventId, Integer> domains;
  private final OrderedIndex<Change, Boolean> changes;

  /** A moment at which an event changes the limit of its domain. */
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

  GridEvents(int domainCount, UndoLog log) {
    ofDomain = new RefColumn<>(log, domainCount);
    domains = new OrderedIndex<>(log);
    changes = new OrderedIndex<>(log);
  }

  private GridEvents(GridEvents other, UndoLog log) {
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

  private PowerEvent find(PowerEventId id, int domain) {
    for (PowerEvent event : ofDomain.require(domain)) {
      if (event.id().equals(id)) {
        return event;
      }
    }
    throw new IllegalStateException("The power event %s is not where it should be.".formatted(id));
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
    for (long at = firstChange(event); at != Long.MAX_VALUE; at = GridLimit.nextChange(event, at)) {
      changes.put(new Change(at, domain, event.id()), Boolean.TRUE);
    }
  }

  private static long firstChange(PowerEvent event) {
    return GridLimit.nextChange(event, Long.MIN_VALUE);
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
    for (long at = firstChange(event); at != Long.MAX_VALUE; at = GridLimit.nextChange(event, at)) {
      changes.remove(new Change(at, domain, id));
    }
  }

  /** Changes after the first moment and up to the second. */
  NavigableMap<Change, Boolean> between(long from, long to) {
    return changes.entries().subMap(after(from), true, after(to), false);
  }

  /** When a limit changes next; {@link Long#MAX_VALUE}: never. */
  long next(long now) {
    Change next = changes.entries().ceilingKey(after(now));
    return next == null ? Long.MAX_VALUE : next.at();
  }

  private static Change after(long moment) {
    return new Change(moment + 1, -1, FIRST);
  }

  private static final PowerEventId FIRST = new PowerEventId("0");
}
