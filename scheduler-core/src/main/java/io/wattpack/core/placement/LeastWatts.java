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
 * many from the front as its headroom and spread limit allow, and hands them up. This keeps, for
 * each number of members, the cheapest assignment within all limits below: if the gang fits at all,
 * it fits so. The limit of a GPU container is applied at the node lists of a domain. Costs the
 * nodes below the domain; used only where taking the best node each time failed.
 */
final class LeastWatts {
  private static final long[] NOTHING = new long[0];

  private final State state;
  private final Topology topology;
  private final Search search;
  private final Shape shape;
  private final int members;
  private final NodeCursor nodes;

  LeastWatts(State state, Search search, Ask.Option option) {
    this.state = state;
    topology = state.topology();
    this.search = search;
    shape = option.shape();
    members = option.members();
    nodes = new NodeCursor(state);
  }

  /** The nodes of the members, at most as many as asked for; fewer: they do not all fit. */
  int[] assign(int domain) {
    long[] costs = below(domain);
    for (int above = topology.parent(domain); above >= 0; above = topology.parent(above)) {
      costs = within(above, costs);
    }
    int[] assigned = new int[costs.length];
    for (int i = 0; i < assigned.length; i++) {
      assigned[i] = nodeOf(costs[i]);
    }
    return assigned;
  }

  private long[] below(int domain) {
    if (!couldTakeOne(domain)) {
      return NOTHING;
    }
    long[] costs = ofNodes(domain);
    int end = topology.subtreeEnd(domain);
    for (int child = domain + 1; child < end; child = topology.subtreeEnd(child)) {
      costs = join(costs, below(child));
    }
    Arrays.sort(costs);
    return within(domain, costs);
  }

  private boolean couldTakeOne(int domain) {
    return state.devices().wholeFree(domain, shape.gpuModel()) >= shape.gpuCount();
  }

  private static long[] join(long[] one, long[] other) {
    long[] all = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return all;
  }

  private long[] ofNodes(int domain) {
    long[] costs = NOTHING;
    int counted = search.spread().size();
    for (int node = topology.nodeFirst(domain); node < topology.nodeFirst(domain + 1); node++) {
      costs = join(costs, ofNode(node));
    }
    search.spread().forget(counted);
    return costs;
  }

  private long[] ofNode(int node) {
    nodes.at(node);
    if (nodes.gpuModel() != shape.gpuModel() || !Misses.fits(nodes, shape)) {
      return NOTHING;
    }
    int most = search.spread().leftOnNode(node, Room.members(nodes, shape, members));
    long[] costs = new long[Math.max(0, most)];
    Arrays.fill(costs, cost(node));
    for (int i = 0; i < costs.length; i++) {
      search.spread().add(node);
    }
    return costs;
  }

  private long cost(int node) {
    return (shape.gpuCount() * topology.riseOfNode(node)) << Integer.SIZE | node;
  }

  private static long wattsOf(long cost) {
    return cost >> Integer.SIZE;
  }

  private static int nodeOf(long cost) {
    return (int) cost;
  }

  /** As many from the front as the domain may take. */
  private long[] within(int domain, long[] costs) {
    long left = search.headroom(domain);
    int most = Math.min(costs.length, search.spread().leftInDomain(domain, members));
    int count = 0;
    while (left >= 0 && count < most && wattsOf(costs[count]) <= left) {
      left -= wattsOf(costs[count]);
      count++;
    }
    return Arrays.copyOf(costs, Math.max(0, count));
  }
}
