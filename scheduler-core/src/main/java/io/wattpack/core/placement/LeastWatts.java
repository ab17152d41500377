package io.wattpack.core.placement;

import io.wattpack.core.policy.Room;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.state.State;
import io.wattpack.core.state.Topology;
import java.util.Arrays;

/**
 * Assigns equal members to nodes with the least watts at every level.
 *
 * <p>The idea: what one more member costs at a domain never falls with their number, because the
 * cheapest nodes are filled first; so of the sorted costs of everything below it a domain keeps as
 * many from the front as its headroom and the spread limits allow, and hands them up. This keeps,
 * for each number of members, the cheapest assignment within all limits below: if the gang fits at
 * all, it fits so. A limit of GPU containers holds in every list; it costs no assignment where what
 * a GPU container holds hangs under domains that feed nothing else, or right under one domain.
 * Cooling is added from where it is fed up, that of each member rounded up by itself: where it is
 * fed at different levels, or less than a watt a member is free, an assignment may be missed. Costs
 * the nodes below the domain; used only where taking the best node each time failed.
 */
final class LeastWatts {
  private final State state;
  private final Topology topology;
  private final Search search;
  private final Shape shape;
  private final int members;
  private final NodeCursor nodes;
  private final boolean countsWatts;
  private final int[] inBox;

  /** Costs of the domains looked into, those of the innermost last. */
  private long[] costs = new long[64];

  private int count;

  /** With or without the limits of the power domains. */
  LeastWatts(State state, Search search, Ask.Option option, boolean countsWatts) {
    this.state = state;
    topology = state.topology();
    this.search = search;
    this.countsWatts = countsWatts;
    shape = option.shape();
    members = option.members();
    nodes = new NodeCursor(state);
    inBox = new int[search.spread().limitsBoxes() ? topology.gpuContainerCount() : 0];
  }

  /** The nodes of the members; empty: they do not all fit. */
  int[] assign(int domain) {
    count = 0;
    gather(domain);
    for (int above = topology.parent(domain); above >= 0; above = topology.parent(above)) {
      cool(above, 0);
      Arrays.sort(costs, 0, count);
      keepWithin(above, 0);
    }
    int[] assigned = new int[count < members ? 0 : members];
    for (int i = 0; i < assigned.length; i++) {
      assigned[i] = nodeOf(costs[i]);
    }
    return assigned;
  }

  /** Adds what the domain may take, the least costs first. */
  private void gather(int domain) {
    if (state.devices().wholeFree(domain, shape.gpuModel()) < shape.gpuCount()) {
      return;
    }
    int from = count;
    for (int node = topology.nodeFirst(domain); node < topology.nodeFirst(domain + 1); node++) {
      addNode(node);
    }
    int end = topology.subtreeEnd(domain);
    for (int child = domain + 1; child < end; child = topology.subtreeEnd(child)) {
      gather(child);
    }
    cool(domain, from);
    Arrays.sort(costs, from, count);
    keepWithinBoxes(from);
    keepWithin(domain, from);
  }

  private void addNode(int node) {
    nodes.at(node);
    if (nodes.gpuModel() != shape.gpuModel() || !Misses.fits(nodes, shape)) {
      return;
    }
    int most = search.spread().leftOnNode(node, Room.members(nodes, shape, members));
    long watts = shape.gpuCount() * topology.riseOfNode(node);
    for (int i = 0; i < most; i++) {
      if (count == costs.length) {
        costs = Arrays.copyOf(costs, 2 * count);
      }
      costs[count++] = watts << Integer.SIZE | node;
    }
  }

  /** From the domain up, what stands in GPU containers whose cooling it feeds costs more. */
  private void cool(int domain, int from) {
    if (!topology.cooling().feedsAny(domain)) {
      return;
    }
    for (int i = from; i < count; i++) {
      int node = nodeOf(costs[i]);
      if (topology.cooling().feedOfNode(node) == domain) {
        long cooling =
            state.cooling().riseMax(topology.gpuContainerOfNode(node), wattsOf(costs[i]));
        costs[i] += cooling << Integer.SIZE;
      }
    }
  }

  private static long wattsOf(long cost) {
    return cost >> Integer.SIZE;
  }

  private static int nodeOf(long cost) {
    return (int) cost;
  }

  /** Of what stands in one GPU container the cheapest stay. */
  private void keepWithinBoxes(int from) {
    if (inBox.length == 0) {
      return;
    }
    int kept = from;
    for (int i = from; i < count; i++) {
      int box = topology.gpuContainerOfNode(nodeOf(costs[i]));
      if (inBox[box] < search.spread().leftInBox(box, members)) {
        inBox[box]++;
        costs[kept++] = costs[i];
      }
    }
    for (int i = from; i < kept; i++) {
      inBox[topology.gpuContainerOfNode(nodeOf(costs[i]))] = 0;
    }
    count = kept;
  }

  /** As many from the front as the domain may take. */
  private void keepWithin(int domain, int from) {
    long left = countsWatts ? search.headroom(domain) : Long.MAX_VALUE;
    int end = from + Math.max(0, Math.min(count - from, leftInDomain(domain)));
    int kept = from;
    while (left >= 0 && kept < end && wattsOf(costs[kept]) <= left) {
      left -= wattsOf(costs[kept]);
      kept++;
    }
    count = kept;
  }

  /** A site is the whole of its tree. */
  private int leftInDomain(int domain) {
    int left = search.spread().leftInDomain(domain, members);
    return topology.parent(domain) < 0 ? search.spread().leftAtSite(domain, left) : left;
  }
}
