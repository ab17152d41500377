package io.wattpack.core.explain;

import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.NodeId;
import java.util.List;

/**
 * A node that could take a member.
 *
 * @param slots GPUs it would take there
 * @param terms what is compared, the most important first
 */
public record Candidate(NodeId node, GpuModelId gpuModel, List<Integer> slots, List<Term> terms) {
  public Candidate {
    slots = List.copyOf(slots);
    terms = List.copyOf(terms);
  }

  /**
   * One figure of the comparison.
   *
   * @param scorer its name
   * @param value the higher the better
   */
  public record Term(String scorer, long value) {}
}
