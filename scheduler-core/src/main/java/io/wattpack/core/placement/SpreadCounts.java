package io.wattpack.core.placement;

import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.state.State;
import io.wattpack.core.state.Topology;
import java.util.ArrayList;
import java.util.List;

/**
 * How many members of one pool or job stand in each thing that a spread limit speaks of. Counted
 * anew for each search: by the members there are, not by the fleet.
 */
final class SpreadCounts {
  private final State state;
  private final Topology topology;
  private final int[] inDomain;
  private final int[] inBox;
  private final int[] onNode;
  private final int[] atSite;
  private final List<Integer> counted = new ArrayList<>();
  private List<SpreadLimit> limits = List.of();

  SpreadCounts(State state) {
    this.state = state;
    topology = state.topology();
    inDomain = new int[topology.domainCount()];
    inBox = new int[topology.gpuContainerCount()];
    onNode = new int[topology.nodeCount()];
    atSite = new int[topology.siteCount()];
  }

  /** Starts anew for the ask: with the members its pool has now. */
  void begin(Ask ask) {
    counted.forEach(node -> count(node, -1));
    counted.clear();
    limits = ask.spread();
    if (!limits.isEmpty() && ask.pool() >= 0) {
      state.pools().members(ask.pool()).forEach(this::addMembersOf);
    }
  }

  private void addMembersOf(int replica) {
    for (int member = 0; member < state.replicas().memberCount(replica); member++) {
      add(state.replicas().nodeOfMember(replica, member));
    }
  }

  /** One more member on the node. */
  void add(int node) {
    if (!limits.isEmpty()) {
      counted.add(node);
      count(node, 1);
    }
  }

  /** Forgets the members added last, down to so many. */
  void forget(int size) {
    while (counted.size() > size) {
      count(counted.removeLast(), -1);
    }
  }

  int size() {
    return counted.size();
  }

  private void count(int node, int one) {
    onNode[node] += one;
    inBox[topology.gpuContainerOfNode(node)] += one;
    int domain = topology.domainOfNode(node);
    atSite[topology.siteOf(domain)] += one;
    for (int above = domain; above >= 0; above = topology.parent(above)) {
      inDomain[above] += one;
    }
  }

  /** How many more the domain itself may take. */
  int leftInDomain(int domain, int most) {
    int left = most;
    for (SpreadLimit limit : limits) {
      if (limit.level().domainKind() == topology.domain(domain).kind()) {
        left = Math.min(left, limit.replicasMax() - inDomain[domain]);
      }
    }
    return left;
  }

  /** How many more the node may take by what it is and what holds it, power domains apart. */
  int leftOnNode(int node, int most) {
    int left = most;
    for (SpreadLimit limit : limits) {
      if (limit.level() == SpreadLevel.NODE) {
        left = Math.min(left, limit.replicasMax() - onNode[node]);
      }
    }
    left = leftInBox(topology.gpuContainerOfNode(node), left);
    return leftAtSite(topology.domainOfNode(node), left);
  }

  /** How many more the GPU container may take. */
  int leftInBox(int box, int most) {
    int left = most;
    for (SpreadLimit limit : limits) {
      if (limit.level() == SpreadLevel.GPU_CONTAINER) {
        left = Math.min(left, limit.replicasMax() - inBox[box]);
      }
    }
    return left;
  }

  /** How many more the site of the domain may take. */
  int leftAtSite(int domain, int most) {
    int left = most;
    for (SpreadLimit limit : limits) {
      if (limit.level() == SpreadLevel.SITE) {
        left = Math.min(left, limit.replicasMax() - atSite[topology.siteOf(domain)]);
      }
    }
    return left;
  }

  boolean limitsBoxes() {
    return limits.stream().anyMatch(limit -> limit.level() == SpreadLevel.GPU_CONTAINER);
  }

  boolean isLimited() {
    return !limits.isEmpty();
  }

  boolean admitsDomain(int domain) {
    return limits.isEmpty() || leftInDomain(domain, 1) > 0;
  }

  boolean admitsNode(int node) {
    return limits.isEmpty() || leftOnNode(node, 1) > 0;
  }
}
