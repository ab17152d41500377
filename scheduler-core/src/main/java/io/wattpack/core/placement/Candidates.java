package io.wattpack.core.placement;

import io.wattpack.core.policy.FleetScorer;
import io.wattpack.core.policy.NodeScorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** All nodes that could take a member, for a policy that measures them against each other. */
final class Candidates {
  private final FleetScorer scorer;
  private final NodeScorer gpuChoice;
  private final int[] measured;
  private final List<Ask.Option> options = new ArrayList<>();
  private int[] nodes = new int[64];
  private int[] terms;
  private int count;

  Candidates(Profile profile) {
    scorer = Objects.requireNonNull(profile.fleetScorer());
    NodeScorer own = scorer.gpuChoice();
    gpuChoice = own == null ? Booking.TIGHTEST : own;
    measured = new int[scorer.terms()];
    terms = new int[nodes.length * measured.length];
  }

  NodeScorer gpuChoice() {
    return gpuChoice;
  }

  /** Adds a node that takes the option, in that slot if it asks for part of a GPU. */
  void add(NodeCursor node, Ask.Option option, int slot) {
    if (count == nodes.length) {
      nodes = Arrays.copyOf(nodes, 2 * count);
      terms = Arrays.copyOf(terms, 2 * terms.length);
    }
    scorer.measure(node, option.shape(), slot, measured);
    nodes[count] = node.node();
    System.arraycopy(measured, 0, terms, count * measured.length, measured.length);
    options.add(option);
    count++;
  }

  /** The first with the best score; -1: there is none. */
  int best(long draw) {
    if (count == 0) {
      return -1;
    }
    int[] scores = new int[count];
    scorer.finish(terms, count, draw, scores);
    int best = 0;
    for (int i = 1; i < count; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return best;
  }

  int node(int candidate) {
    return nodes[candidate];
  }

  Ask.Option option(int candidate) {
    return options.get(candidate);
  }
}
