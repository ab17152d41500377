package io.wattpack.api.report.trace;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * In which order the pods of a list arrive, and which node wins between equals.
 *
 * <p>A pod can arrive more than once. The rank of a node, 0 first, stands at its place among the
 * nodes by name.
 */
public final class Arrivals {
  private final int[] pods;
  private final int[] nodeRanks;

  Arrivals(int[] pods, int[] nodeRanks) {
    this.pods = pods.clone();
    this.nodeRanks = nodeRanks.clone();
  }

  public int count() {
    return pods.length;
  }

  /** The places in the pod list, from 0, in the order of arrival. */
  public IntStream pods() {
    return Arrays.stream(pods);
  }

  /** The rank of the node at that place among the nodes by name. */
  public int nodeRank(int node) {
    return nodeRanks[node];
  }
}
