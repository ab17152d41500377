package io.wattpack.api.report.replay;

import io.wattpack.api.report.trace.HardwareWatts;
import io.wattpack.api.report.trace.TraceNode;
import io.wattpack.api.report.trace.TracePod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is booked where, counted from the placements alone; a placement that cannot be throws. */
final class FleetBooks {
  private final List<NodeBook> nodes = new ArrayList<>();
  private final boolean hasWatts;
  private long allocatedMilli;
  private long watts;

  FleetBooks(ReplayTrace trace) {
    trace.nodes().forEach(node -> nodes.add(new NodeBook(node)));
    hasWatts = nodes.stream().allMatch(node -> node.figures() != null);
    if (hasWatts) {
      nodes.forEach(node -> watts += node.watts());
    }
  }

  void book(TracePod pod, PodPlacement placement) {
    NodeBook node = nodes.get(placement.node());
    long before = hasWatts ? node.watts() : 0;
    node.book(pod, placement.slots());
    allocatedMilli += pod.demandMilli();
    watts += hasWatts ? node.watts() - before : 0;
  }

  long allocatedMilli() {
    return allocatedMilli;
  }

  /** Whether the watts of all nodes are known. */
  boolean hasWatts() {
    return hasWatts;
  }

  /** Modelled watts of all nodes. */
  long watts() {
    return watts;
  }

  List<NodeBook> nodes() {
    return nodes;
  }

  /** One node. */
  static final class NodeBook {
    private static final int WHOLE_MILLI = 1000;

    private final TraceNode node;
    private final @Nullable HardwareWatts figures;
    private final int[] milliFree;
    private int cpuMilliFree;
    private long memoryFree;

    NodeBook(TraceNode node) {
      this.node = node;
      this.figures = HardwareWatts.of(node.gpuModel()).orElse(null);
      this.milliFree = new int[node.gpuCount()];
      Arrays.fill(milliFree, WHOLE_MILLI);
      this.cpuMilliFree = node.cpuMilli();
      this.memoryFree = node.memoryMebibytes();
    }

    TraceNode node() {
      return node;
    }

    int[] milliFree() {
      return milliFree.clone();
    }

    int cpuMilliFree() {
      return cpuMilliFree;
    }

    private @Nullable HardwareWatts figures() {
      return figures;
    }

    private int watts() {
      int idle = 0;
      for (int free : milliFree) {
        idle += free == WHOLE_MILLI ? 1 : 0;
      }
      return Objects.requireNonNull(figures)
          .watts(node.cpuMilli(), cpuMilliFree, idle, milliFree.length - idle);
    }

    private void book(TracePod pod, List<Integer> slots) {
      cpuMilliFree -= pod.cpuMilli();
      memoryFree -= pod.memoryMebibytes();
      boolean isRight =
          cpuMilliFree >= 0
              && memoryFree >= 0
              && slots.stream().distinct().count() == pod.gpuCount()
              && slots.size() == pod.gpuCount()
              && (pod.gpuCount() == 0 || pod.accepts(node.gpuModel()));
      for (int slot : slots) {
        milliFree[slot] -= pod.gpuMilli();
        isRight &= milliFree[slot] >= 0;
      }
      if (!isRight) {
        throw new IllegalStateException(
            "The placement of %s on GPUs %s of %s is impossible.".formatted(pod, slots, node));
      }
    }
  }
}
