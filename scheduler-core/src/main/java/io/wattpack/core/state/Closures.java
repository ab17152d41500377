package io.wattpack.core.state;

import io.wattpack.core.model.Closure;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.Place;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.state.column.Codes;
import io.wattpack.core.state.column.IntColumn;
import io.wattpack.core.state.column.OrderedIndex;
import io.wattpack.core.state.column.UndoLog;
import java.util.Collection;
import java.util.List;

/**
 * Which places are closed: by operators, until some moment perhaps, and nodes that their site says
 * are gone. A GPU is as closed as the most closed of it, its node, its GPU container and its site.
 */
public final class Closures {
  private static final List<Closure> CLOSURES = List.of(Closure.values());
  private static final int DRAINED = Codes.of(Closure.DRAINED);
  private static final int DRAINED_NOW = 0;
  private static final int CLOSED_NOW = 1;

  private final Topology topology;
  private final NodeChanges changes;
  private final OrderedIndex<PlaceKey, Entry> entries;
  private final OrderedIndex<End, Place> ends;
  private final IntColumn sites;
  private final IntColumn boxes;
  private final IntColumn nodes;
  private final IntColumn gpus;
  private final IntColumn gone;
  private final IntColumn counts;

  /**
   * One closed place, whether its end has come or not.
   *
   * @param until when it opens by itself, in milliseconds; {@link Long#MAX_VALUE}: never
   */
  public record Entry(Place place, Closure closure, long until) {}

  private record End(long at, PlaceKey place) implements Comparable<End> {
    @Override
    public int compareTo(End other) {
      return at != other.at ? Long.compare(at, other.at) : place.compareTo(other.place);
    }
  }

  Closures(Topology topology, NodeChanges changes, UndoLog log) {
    this.topology = topology;
    this.changes = changes;
    entries = new OrderedIndex<>(log);
    ends = new OrderedIndex<>(log);
    sites = new IntColumn(log, topology.siteCount());
    boxes = new IntColumn(log, topology.gpuContainerCount());
    nodes = new IntColumn(log, 0);
    gpus = new IntColumn(log, 0);
    gone = new IntColumn(log, 0);
    counts = new IntColumn(log, 2);
  }

  private Closures(Closures other, NodeChanges changes, UndoLog log) {
    topology = other.topology;
    this.changes = changes;
    entries = other.entries.copy(log);
    ends = other.ends.copy(log);
    sites = other.sites.copy(log);
    boxes = other.boxes.copy(log);
    nodes = other.nodes.copy(log);
    gpus = other.gpus.copy(log);
    gone = other.gone.copy(log);
    counts = other.counts.copy(log);
  }

  Closures copy(NodeChanges otherChanges, UndoLog log) {
    return new Closures(this, otherChanges, log);
  }

  /** Whether work may start on the GPU. */
  public boolean isOpen(int gpu) {
    return isAllOpen() || (gpus.get(gpu) == 0 && isNodeOpen(topology.nodeOfGpu(gpu)));
  }

  /** Mostly nothing at all is closed: then no place need be looked at. */
  private boolean isAllOpen() {
    return counts.get(CLOSED_NOW) == 0 && topology.retained().drain() == null;
  }

  /** Whether work may start on the node, its GPUs apart. */
  public boolean isNodeOpen(int node) {
    return isAllOpen()
        || (gone.get(node) == 0
            && nodes.get(node) == 0
            && isHolderOpen(node)
            && !topology.retained().hasNode(node));
  }

  private boolean isHolderOpen(int node) {
    return boxes.get(topology.gpuContainerOfNode(node)) == 0
        && sites.get(topology.siteOf(topology.domainOfNode(node))) == 0;
  }

  /** How closed the GPU is, by what operators said of it and of what holds it. */
  public Closure of(int gpu) {
    int node = topology.nodeOfGpu(gpu);
    return CLOSURES.get(Math.max(gpus.get(gpu), levelOfNode(node)));
  }

  /** How closed the node is, by what operators said of it and of what holds it. */
  public Closure ofNode(int node) {
    return CLOSURES.get(levelOfNode(node));
  }

  private int levelOfNode(int node) {
    int box = boxes.get(topology.gpuContainerOfNode(node));
    int site = sites.get(topology.siteOf(topology.domainOfNode(node)));
    int own = topology.retained().hasNode(node) ? DRAINED : nodes.get(node);
    return Math.max(own, Math.max(box, site));
  }

  /** Whether any place at all is drained now, by an operator or because the fleet gives it up. */
  public boolean hasDrained() {
    return counts.get(DRAINED_NOW) > 0 || topology.retained().drain() != null;
  }

  /** Whether the site says that the node is there. */
  public boolean isReady(int node) {
    return gone.get(node) == 0;
  }

  /** What operators closed, ended or not, in the order of places. To look at only. */
  public Collection<Entry> entries() {
    return entries.entries().values();
  }

  /** When the next closed place opens by itself after that moment; the greatest long: none does. */
  public long nextEnd(long now) {
    End next = ends.entries().ceilingKey(endOf(now));
    return next == null ? Long.MAX_VALUE : next.at();
  }

  private static End endOf(long moment) {
    return new End(moment + 1, PlaceKey.FIRST);
  }

  /** Brings places whose end lies between two moments up to the present one, and names them. */
  List<Place> passed(long from, long to, long now) {
    if (ends.isEmpty()) {
      return List.of();
    }
    List<Place> passed = List.copyOf(ends.entries().subMap(endOf(from), endOf(to)).values());
    passed.forEach(place -> refresh(place, now));
    return passed;
  }

  void ready(int node, boolean isReady) {
    int level = isReady ? 0 : 1;
    counts.add(CLOSED_NOW, level - gone.get(node));
    gone.set(node, level);
    changes.note(node);
  }

  /** Closes or opens a place of the fleet. */
  void close(Place place, Closure closure, long until, long now) {
    PlaceKey key = PlaceKey.of(place);
    Entry before = entries.get(key);
    if (before != null) {
      entries.remove(key);
      ends.remove(new End(before.until(), key));
    }
    if (closure != Closure.OPEN) {
      entries.put(key, new Entry(place, closure, until));
      if (until != Long.MAX_VALUE) {
        ends.put(new End(until, key), place);
      }
    }
    refresh(place, now);
  }

  /** A closure no longer holds at its end. */
  private void refresh(Place place, long now) {
    Entry entry = entries.get(PlaceKey.of(place));
    set(place, entry != null && now < entry.until() ? Codes.of(entry.closure()) : 0);
  }

  private void set(Place place, int level) {
    switch (place) {
      case SiteId site -> set(sites, topology.siteIndexOf(site), level);
      case GpuContainerId box -> set(boxes, topology.gpuContainerOf(box), level);
      case NodeId node -> set(nodes, topology.nodeOf(node), level);
      case GpuId gpu -> set(gpus, topology.gpuOf(gpu), level);
    }
    topology.forEachNodeIn(place, changes::note);
  }

  private void set(IntColumn column, int index, int level) {
    int before = column.get(index);
    counts.add(DRAINED_NOW, one(level == DRAINED) - one(before == DRAINED));
    counts.add(CLOSED_NOW, one(level != 0) - one(before != 0));
    column.set(index, level);
  }

  private static int one(boolean isCounted) {
    return isCounted ? 1 : 0;
  }
}
