package io.wattpack.core.placement;

import io.wattpack.core.model.NodeId;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.policy.DomainFilter;
import io.wattpack.core.policy.NodeFilter;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.policy.Verdict;
import io.wattpack.core.state.State;
import io.wattpack.core.state.Topology;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One search for one replica.
 *
 * <p>The idea: walk down the power tree, best-spread parts first, and pass over every subtree that
 * has no fitting GPU free, cannot power the least rise, or cannot beat the best so far; only what
 * is left is looked at node by node. The invariant: the best candidate so far is never worse spread
 * than the part looked at.
 */
final class Search {
  private final State state;
  private final Topology topology;
  private final Request request;
  private final Headrooms headrooms;
  private final Obstacles obstacles;
  private final DomainCursor domains;
  private final NodeCursor nodes;
  private final SubtreeCursor subtrees;
  private final Fit fit = new Fit();
  private final long[] costs = new long[PolicyCatalog.NODE_SCORERS.size()];
  private long @Nullable [] costsBest;
  private int nodeBest = -1;
  private int optionBest = -1;
  private int[] slotsBest = new int[0];

  Search(State state, Request request, Headrooms headrooms, @Nullable Reason before) {
    this.state = state;
    this.topology = state.topology();
    this.request = request;
    this.headrooms = headrooms;
    obstacles = new Obstacles(before);
    domains = new DomainCursor(state, headrooms, request.pool());
    nodes = new NodeCursor(state);
    subtrees = new SubtreeCursor(state);
  }

  Answer find() {
    Zones zones = new Zones(state, request.pool(), domains);
    for (int i = 0; i < zones.count(); i++) {
      if (nodeBest >= 0 && zones.isWorse(i, i - 1)) {
        break;
      }
      enter(zones.head(i));
    }
    return nodeBest >= 0
        ? placed()
        : new Answer.Refused(obstacles.reason(request, !request.options().isEmpty()));
  }

  private void enter(int head) {
    int parent = topology.parent(head);
    if (parent < 0) {
      if (!cannotBeatBest(head) && admits(head)) {
        lookAtNodesOf(head);
      }
    } else if (admits(parent)) {
      descend(head);
    }
  }

  private void descend(int domain) {
    if (cannotBeatBest(domain) || !admits(domain)) {
      return;
    }
    lookAtNodesOf(domain);
    int end = topology.subtreeEnd(domain);
    for (int child = domain + 1; child < end; child = topology.subtreeEnd(child)) {
      descend(child);
    }
  }

  /**
   * Whether no node under the domain could cost less than the best so far. A node that costs the
   * same comes later, and the first of equals stays.
   */
  private boolean cannotBeatBest(int domain) {
    long[] best = costsBest;
    if (best == null) {
      return false;
    }
    for (Request.Option option : request.options()) {
      for (int term = 0; term < costs.length; term++) {
        costs[term] =
            PolicyCatalog.NODE_SCORERS.get(term).costLeast(subtrees.at(domain), option.shape());
      }
      if (Arrays.compare(costs, best) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether anything under the domain could take the replica. */
  private boolean admits(int domain) {
    long least = leastRise(domain);
    if (least < 0) {
      return false;
    }
    for (DomainFilter filter : PolicyCatalog.DOMAIN_FILTERS) {
      Verdict verdict = filter.check(domains.at(domain), least);
      if (!verdict.isFit()) {
        meet(domain, verdict, least);
        return false;
      }
    }
    return true;
  }

  private void meet(int domain, Verdict verdict, long asked) {
    Reason reason = verdict.reason();
    if (reason != null) {
      obstacles.meet(reason, asked - headrooms.of(state.ledger(), domain));
    }
  }

  /** The least watts any option could need under the domain; negative: no fitting GPU is free. */
  private long leastRise(int domain) {
    long least = -1;
    for (Request.Option option : request.options()) {
      long rise = leastRise(domain, option.shape());
      if (rise >= 0 && (least < 0 || rise < least)) {
        least = rise;
      }
    }
    return least;
  }

  private long leastRise(int domain, Shape shape) {
    int model = shape.gpuModel();
    if (!shape.isWhole() && state.devices().partFree(domain, model) > 0) {
      return 0;
    }
    return state.devices().wholeFree(domain, model) >= shape.gpuCount()
        ? shape.gpuCount() * topology.riseLeast(model)
        : -1;
  }

  private void lookAtNodesOf(int domain) {
    int end = topology.nodeFirst(domain + 1);
    for (int node = topology.nodeFirst(domain); node < end; node++) {
      for (int option = 0; option < request.options().size(); option++) {
        lookAt(node, option, domain);
      }
    }
  }

  private void lookAt(int node, int option, int domain) {
    Shape shape = request.options().get(option).shape();
    nodes.at(node);
    for (NodeFilter filter : PolicyCatalog.NODE_FILTERS) {
      if (!filter.check(nodes, shape).isFit()) {
        return;
      }
    }
    fit.choose(nodes, shape);
    if (isPowered(domain)) {
      compare(node, option);
    }
  }

  /** The node's own rise may be above the least one that let the search in here. */
  private boolean isPowered(int domain) {
    for (int above = domain; above >= 0; above = topology.parent(above)) {
      for (DomainFilter filter : PolicyCatalog.DOMAIN_FILTERS) {
        Verdict verdict = filter.check(domains.at(above), fit.riseWatts());
        if (!verdict.isFit()) {
          meet(above, verdict, fit.riseWatts());
          return false;
        }
      }
    }
    return true;
  }

  private void compare(int node, int option) {
    for (int term = 0; term < costs.length; term++) {
      costs[term] = PolicyCatalog.NODE_SCORERS.get(term).cost(nodes, fit);
    }
    // Nodes come in the order of their ids within a domain: the first of equals stays.
    if (costsBest == null || Arrays.compare(costs, costsBest) < 0) {
      costsBest = costs.clone();
      nodeBest = node;
      optionBest = option;
      slotsBest = fit.slots(nodes, request.options().get(option).shape());
    }
  }

  private Answer placed() {
    Request.Option option = request.options().get(optionBest);
    NodeId node = topology.node(nodeBest).id();
    GpuShare share = new GpuShare(option.shape().shareMilli());
    Mebibytes memory = new Mebibytes(option.shape().memory());
    List<DeviceBooking> devices = new ArrayList<>();
    for (int slot : slotsBest) {
      devices.add(new DeviceBooking(node, slot, share, memory));
    }
    return new Answer.Placed(devices, option.loadMillis());
  }
}
