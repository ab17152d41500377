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
 * What the grid asks of each domain and region, and every moment at which a limit that follows
 * changes or something that can be stopped must be told to stop to be gone by then.
 */
public final class GridEvents {
  private final Topology topology;
  private final RefColumn<List<PowerEvent>> ofSpan;
  private final OrderedIndex<PowerEventId, Integer> spans;
  private final OrderedIndex<Change, Boolean> changes;

  /**
   * A moment at which an event changes what its domain or region may draw, or what must stop for
   * it.
   */
  record Change(long at, int span, PowerEventId event) implements Comparable<Change> {
    @Override
    public int compareTo(Change other) {
      if (at != other.at) {
        return Long.compare(at, other.at);
      }
      return span != other.span ? Integer.compare(span, other.span) : event.compareTo(other.event);
    }
  }

  GridEvents(Topology topology, UndoLog log) {
    this.topology = topology;
    ofSpan = new RefColumn<>(log, topology.spans().count());
    spans = new OrderedIndex<>(log);
    changes = new OrderedIndex<>(log);
  }

  private GridEvents(GridEvents other, UndoLog log) {
    topology = other.topology;
    ofSpan = other.ofSpan.copy(log);
    spans = other.spans.copy(log);
    changes = other.changes.copy(log);
  }

  GridEvents copy(UndoLog log) {
    return new GridEvents(this, log);
  }

  /** Those of the domain or region, in the order of ids; null: none. */
  @Nullable List<PowerEvent> of(int span) {
    return ofSpan.get(span);
  }

  /** All, in the order of ids. */
  public List<PowerEvent> all() {
    List<PowerEvent> all = new ArrayList<>();
    spans.entries().forEach((id, span) -> all.add(find(id, span)));
    return all;
  }

  /** The event, which is one of the domain's. */
  PowerEvent find(PowerEventId id, int span) {
    for (PowerEvent event : ofSpan.require(span)) {
      if (event.id().equals(id)) {
        return event;
      }
    }
    throw new IllegalStateException("The power event %s is not where it should be.".formatted(id));
  }

  /** The event of that id; null: there is none. */
  @Nullable PowerEvent find(PowerEventId id) {
    int span = spanOf(id);
    return span < 0 ? null : find(id, span);
  }

  /** The domain or region of the event; negative: there is no such event. */
  int spanOf(PowerEventId id) {
    Integer span = spans.get(id);
    return span == null ? -1 : span;
  }

  void add(int span, PowerEvent event) {
    List<PowerEvent> after = others(span, other -> !other.id().equals(event.id()));
    after.add(event);
    after.sort((one, other) -> one.id().compareTo(other.id()));
    ofSpan.set(span, List.copyOf(after));
    spans.put(event.id(), span);
    forEachChange(span, event, change -> changes.put(change, Boolean.TRUE));
  }

  private void forEachChange(int span, PowerEvent event, Consumer<Change> visitor) {
    long at = GridLimit.nextChange(event, Long.MIN_VALUE);
    while (at != Long.MAX_VALUE) {
      visitor.accept(new Change(at, span, event.id()));
      for (long lead : topology.leads(span)) {
        visitor.accept(new Change(at - lead, span, event.id()));
      }
      at = GridLimit.nextChange(event, at);
    }
  }

  private List<PowerEvent> others(int span, Predicate<PowerEvent> stays) {
    List<PowerEvent> before = ofSpan.get(span);
    List<PowerEvent> after = new ArrayList<>();
    if (before != null) {
      before.stream().filter(stays).forEach(after::add);
    }
    return after;
  }

  void remove(PowerEventId id) {
    int span = spanOf(id);
    PowerEvent event = find(id, span);
    List<PowerEvent> after = others(span, other -> !other.id().equals(id));
    ofSpan.set(span, after.isEmpty() ? null : List.copyOf(after));
    spans.remove(id);
    forEachChange(span, event, changes::remove);
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
