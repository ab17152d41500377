package io.wattpack.core.state;

import java.util.Arrays;

/**
 * Watts that no free GPU can draw, and free GPUs for which no watts are left, per power domain.
 *
 * <p>The idea: from the leaves up, a domain takes of what is free below it as much as its headroom
 * allows. For GPUs the least rises come first: with nested limits this starts as many as can be
 * started at all. Each domain looks at limits of itself and below, so that the figures of an
 * interconnect are those of the site. Costs the domains and the nodes.
 */
final class Stranded {
  private final State state;
  private final Topology topology;
  private final long[] rises;
  private final long[] wattsUsable;
  private final int[] gpusFree;
  // By domain and rise.
  private final int[] startable;

  private Stranded(State state) {
    this.state = state;
    topology = state.topology();
    rises = distinctRises(topology);
    wattsUsable = new long[topology.domainCount()];
    gpusFree = new int[topology.domainCount()];
    startable = new int[topology.domainCount() * rises.length];
  }

  static Stranded of(State state) {
    Stranded stranded = new Stranded(state);
    stranded.count();
    return stranded;
  }

  private static long[] distinctRises(Topology topology) {
    long[] all = new long[topology.nodeCount()];
    Arrays.setAll(all, topology::riseOfNode);
    return Arrays.stream(all).sorted().distinct().toArray();
  }

  /** Watts of the domain's headroom that no GPU below could draw. */
  long watts(int domain) {
    return headroom(domain) - wattsUsable[domain];
  }

  /** Free GPUs below the domain that cannot start for want of watts at it or below. */
  int gpus(int domain) {
    int started = 0;
    for (int rise = 0; rise < rises.length; rise++) {
      started += startable[cell(domain, rise)];
    }
    return gpusFree[domain] - started;
  }

  private long headroom(int domain) {
    return Math.max(0, state.ledger().headroom(domain));
  }

  private int cell(int domain, int rise) {
    return domain * rises.length + rise;
  }

  private void count() {
    for (int node = 0; node < topology.nodeCount(); node++) {
      add(node);
    }
    // Children stand behind their parents.
    for (int domain = topology.domainCount() - 1; domain >= 0; domain--) {
      keepWithin(domain);
      handUp(domain);
    }
  }

  private void add(int node) {
    int free = 0;
    for (int gpu = topology.gpuFirst(node); gpu < topology.gpuFirst(node + 1); gpu++) {
      free += state.devices().bookings(gpu) == 0 && state.closures().isOpen(gpu) ? 1 : 0;
    }
    int domain = topology.domainOfNode(node);
    long rise = topology.riseOfNode(node);
    gpusFree[domain] += free;
    wattsUsable[domain] += free * rise;
    startable[cell(domain, Arrays.binarySearch(rises, rise))] += free;
  }

  private void keepWithin(int domain) {
    // In breach nothing starts, even where it would draw nothing more.
    boolean isInBreach = state.ledger().headroom(domain) < 0;
    long left = headroom(domain);
    wattsUsable[domain] = Math.min(wattsUsable[domain], left);
    for (int rise = 0; rise < rises.length; rise++) {
      int cell = cell(domain, rise);
      startable[cell] = isInBreach ? 0 : fitting(startable[cell], rises[rise], left);
      left -= startable[cell] * rises[rise];
    }
  }

  private static int fitting(int count, long rise, long left) {
    return rise == 0 ? count : (int) Math.min(count, left / rise);
  }

  private void handUp(int domain) {
    int parent = topology.parent(domain);
    if (parent < 0) {
      return;
    }
    gpusFree[parent] += gpusFree[domain];
    wattsUsable[parent] += wattsUsable[domain];
    for (int rise = 0; rise < rises.length; rise++) {
      startable[cell(parent, rise)] += startable[cell(domain, rise)];
    }
  }
}
