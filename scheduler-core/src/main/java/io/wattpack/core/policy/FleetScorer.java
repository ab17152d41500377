package io.wattpack.core.policy;

import org.jspecify.annotations.Nullable;

/**
 * Scores all candidates together, for policies that measure them against each other. Costs as much
 * as there are candidates, in every decision; nothing is kept.
 */
public interface FleetScorer {
  String name();

  /** How many figures it wants of each candidate, at least 1. */
  int terms();

  /**
   * Writes the figures of one candidate.
   *
   * @param slot as in {@link NodeScorer#score}
   * @param terms to write to, as many as {@link #terms}
   */
  void measure(NodeView node, Shape shape, int slot, int[] terms);

  /**
   * Turns figures into scores; the higher the better.
   *
   * @param terms of all candidates, one after the other in the order of nodes
   * @param count of candidates, at least 1
   * @param draw number of the decision, for policies that draw lots
   * @param scores to write to, one for each candidate
   */
  void finish(int[] terms, int count, long draw, int[] scores);

  /**
   * Which GPU a share takes on a node: as in {@link NodeScorer#choosesGpu}, by the score of this
   * scorer; null: the fullest that has room.
   */
  @Nullable NodeScorer gpuChoice();
}
