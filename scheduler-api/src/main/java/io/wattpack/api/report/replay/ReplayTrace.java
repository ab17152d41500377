package io.wattpack.api.report.replay;

import io.wattpack.api.report.trace.Arrivals;
import io.wattpack.api.report.trace.TraceNode;
import io.wattpack.api.report.trace.TracePod;
import io.wattpack.api.report.trace.TypicalWorkload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What is played.
 *
 * @param nodes by rank: between equals the first wins
 * @param pods the pod list
 * @param arrivals in the order of arrival; a pod can come more than once
 * @param typical what fragmentation is measured by
 */
public record ReplayTrace(
    List<TraceNode> nodes, List<TracePod> pods, List<TracePod> arrivals, TypicalWorkload typical) {
  private static final long WHOLE_MILLI = 1000;

  public ReplayTrace {
    nodes = List.copyOf(nodes);
    pods = List.copyOf(pods);
    arrivals = List.copyOf(arrivals);
  }

  /**
   * Joins the lists with an order of theirs.
   *
   * @param nodes by name
   */
  public static ReplayTrace of(List<TraceNode> nodes, List<TracePod> pods, Arrivals order) {
    List<TraceNode> ranked = new ArrayList<>(Collections.nCopies(nodes.size(), nodes.getFirst()));
    for (int node = 0; node < nodes.size(); node++) {
      ranked.set(order.nodeRank(node), nodes.get(node));
    }
    List<TracePod> arrivals = order.pods().mapToObj(pods::get).toList();
    return new ReplayTrace(ranked, pods, arrivals, TypicalWorkload.of(pods));
  }

  /** Thousandths of GPUs installed. */
  public long capacityMilli() {
    return nodes.stream().mapToLong(TraceNode::gpuCount).sum() * WHOLE_MILLI;
  }
}
