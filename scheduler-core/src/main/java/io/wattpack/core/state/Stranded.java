package io.wattpack.core.state;

import io.wattpack.core.power.Cooling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Watts that no free GPU can draw, and free GPUs for which no watts are left, per power domain.
 *
 * <p>The idea: from the leaves up, a domain takes of what is free below it as much as its headroom
 * allows. For GPUs the least rises come first: with nested limits this starts as many as can be
 * started at all, where cooling is fed at one level or at none. Cooling counts from where it is fed
 * up, that of each GPU rounded up by itself. Each domain looks at limits of itself and below, so
 * that the figures of an interconnect are those of the site. Costs the domains and the nodes.
 */
final class Stranded {
  private final State state;
  private final Topology topology;
  private final int[] depths;
  private final List<Kind> kinds;
  // By depth: the kinds, the least costs there first.
  private final int[][] order;
  private final long[] wattsUsable;
  private final int[] gpusFree;
  // By domain and kind.
  private final int[] startable;
  private final long[] usable;

  /**
   * GPUs that cost the same at every level.
   *
   * @param rise IT watts by which a booking raises its domains
   * @param excess watts of cooling per million of them
   * @param feedDepth how deep in the power tree cooling is fed; negative: it is not counted
   */
  private record Kind(long rise, long excess, int feedDepth) implements Comparable<Kind> {
    private static final Comparator<Kind> ORDER =
        Comparator.comparingLong(Kind::rise)
            .thenComparingLong(Kind::excess)
            .thenComparingInt(Kind::feedDepth);

    @Override
    public int compareTo(Kind other) {
      return ORDER.compare(this, other);
    }

    /** What so many IT watts are at that depth. */
    long at(int depth, long watts) {
      return depth <= feedDepth ? watts + Cooling.watts(watts, excess) : watts;
    }

    /** The most IT watts that are no more than those watts at that depth. */
    long within(int depth, long watts) {
      return depth <= feedDepth ? Cooling.itWatts(watts, excess) : watts;
    }

    long cost(int depth) {
      return at(depth, rise);
    }
  }

  private Stranded(State state) {
    this.state = state;
    topology = state.topology();
    depths = new int[topology.domainCount()];
    for (int domain = 0; domain < depths.length; domain++) {
      int parent = topology.parent(domain);
      depths[domain] = parent < 0 ? 0 : depths[parent] + 1;
    }
    kinds = kinds();
    order = new int[Arrays.stream(depths).max().orElse(0) + 1][];
    Arrays.setAll(order, this::order);
    wattsUsable = new long[topology.domainCount()];
    gpusFree = new int[topology.domainCount()];
    startable = new int[topology.domainCount() * kinds.size()];
    usable = new long[startable.length];
  }

  static Stranded of(State state) {
    Stranded stranded = new Stranded(state);
    stranded.count();
    return stranded;
  }

  private List<Kind> kinds() {
    TreeSet<Kind> distinct = new TreeSet<>();
    for (int node = 0; node < topology.nodeCount(); node++) {
      distinct.add(kindOf(node));
    }
    return new ArrayList<>(distinct);
  }

  private Kind kindOf(int node) {
    int feed = topology.cooling().feedOfNode(node);
    long excess = state.cooling().excessMillionths(topology.gpuContainerOfNode(node));
    return new Kind(topology.riseOfNode(node), excess, feed < 0 ? -1 : depths[feed]);
  }

  private int[] order(int depth) {
    List<Integer> ordered = new ArrayList<>();
    for (int kind = 0; kind < kinds.size(); kind++) {
      ordered.add(kind);
    }
    ordered.sort(Comparator.comparingLong((Integer kind) -> kinds.get(kind).cost(depth)));
    return ordered.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Watts of the domain's headroom that no GPU below could draw. */
  long watts(int domain) {
    return headroom(domain) - wattsUsable[domain];
  }

  /** Free GPUs below the domain that cannot start for want of watts at it or below. */
  int gpus(int domain) {
    int started = 0;
    for (int kind = 0; kind < kinds.size(); kind++) {
      started += startable[cell(domain, kind)];
    }
    return gpusFree[domain] - started;
  }

  private long headroom(int domain) {
    return Math.max(0, state.ledger().headroomInTime(domain));
  }

  private int cell(int domain, int kind) {
    return domain * kinds.size() + kind;
  }

  private void count() {
    for (int node = 0; node < topology.nodeCount(); node++) {
      add(node);
    }
    // Children stand behind their parents.
    for (int domain = topology.domainCount() - 1; domain >= 0; domain--) {
      keepGpusWithin(domain);
      keepWattsWithin(domain);
      handUp(domain);
    }
  }

  private void add(int node) {
    int free = 0;
    for (int gpu = topology.gpuFirst(node); gpu < topology.gpuFirst(node + 1); gpu++) {
      free += state.devices().bookings(gpu) == 0 && state.closures().isOpen(gpu) ? 1 : 0;
    }
    int domain = topology.domainOfNode(node);
    Kind kind = kindOf(node);
    int cell = cell(domain, kinds.indexOf(kind));
    gpusFree[domain] += free;
    startable[cell] += free;
    usable[cell] += free * kind.rise();
  }

  private void keepGpusWithin(int domain) {
    // In breach nothing starts, even where it would draw nothing more.
    boolean isInBreach = state.ledger().headroomInTime(domain) < 0;
    long left = headroom(domain);
    for (int kind : order[depths[domain]]) {
      int cell = cell(domain, kind);
      long cost = kinds.get(kind).cost(depths[domain]);
      startable[cell] = isInBreach ? 0 : fitting(startable[cell], cost, left);
      left -= startable[cell] * cost;
    }
  }

  private static int fitting(int count, long cost, long left) {
    return cost == 0 ? count : (int) Math.min(count, left / cost);
  }

  private void keepWattsWithin(int domain) {
    long left = headroom(domain);
    for (int kind = 0; kind < kinds.size(); kind++) {
      int cell = cell(domain, kind);
      long cost = kinds.get(kind).at(depths[domain], usable[cell]);
      if (cost > left) {
        usable[cell] = kinds.get(kind).within(depths[domain], left);
        cost = left;
      }
      left -= cost;
    }
    wattsUsable[domain] = headroom(domain) - left;
  }

  private void handUp(int domain) {
    int parent = topology.parent(domain);
    if (parent < 0) {
      return;
    }
    gpusFree[parent] += gpusFree[domain];
    for (int kind = 0; kind < kinds.size(); kind++) {
      startable[cell(parent, kind)] += startable[cell(domain, kind)];
      usable[cell(parent, kind)] += usable[cell(domain, kind)];
    }
  }
}
