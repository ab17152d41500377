package io.wattpack.core.learn;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.Node;
import io.wattpack.core.policy.NodeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The light copy of a fleet that placement is played on: kinds of nodes, and the kind of each. */
public final class FleetSketch {
  private static final Comparator<NodeKind> ORDER =
      Comparator.comparing(NodeKind::gpuModel)
          .thenComparingInt(NodeKind::gpuCount)
          .thenComparingLong(NodeKind::cpuMilli)
          .thenComparingLong(NodeKind::hostMemory)
          .thenComparing(NodeKind::toString);

  private final List<NodeKind> kinds;
  private final int[] kindOfNode;
  private final List<String> gpuModels;

  private FleetSketch(List<NodeKind> kinds, int[] kindOfNode) {
    this.kinds = List.copyOf(kinds);
    this.kindOfNode = kindOfNode;
    TreeSet<String> names = new TreeSet<>();
    kinds.forEach(kind -> names.add(kind.gpuModel()));
    this.gpuModels = List.copyOf(names);
  }

  /** One with a node of each of these kinds; their order does not matter. */
  public static FleetSketch of(List<NodeKind> nodes) {
    Map<NodeKind, Integer> counts = new LinkedHashMap<>();
    nodes.forEach(kind -> counts.merge(kind, 1, Integer::sum));
    List<NodeKind> kinds = counts.keySet().stream().sorted(ORDER).toList();
    int[] kindOfNode = new int[nodes.size()];
    int filled = 0;
    for (int kind = 0; kind < kinds.size(); kind++) {
      int end = filled + counts.getOrDefault(kinds.get(kind), 0);
      Arrays.fill(kindOfNode, filled, end, kind);
      filled = end;
    }
    return new FleetSketch(kinds, kindOfNode);
  }

  /** The nodes with GPUs of a fleet. */
  public static FleetSketch of(Fleet fleet) {
    Map<String, GpuModel> models = new LinkedHashMap<>();
    fleet.gpuModels().forEach(model -> models.put(model.id().value(), model));
    List<NodeKind> nodes = new ArrayList<>();
    for (Node node : fleet.nodes()) {
      GpuModel model = models.get(node.gpuModel().value());
      if (node.gpuCount() > 0 && model != null) {
        nodes.add(kind(node, model));
      }
    }
    return of(nodes);
  }

  private static NodeKind kind(Node node, GpuModel model) {
    return new NodeKind(
        model.id().value(),
        node.gpuCount(),
        countedOr(node.host().cpuMilli()),
        countedOr(node.host().memory().value()),
        model.idle().value(),
        model.peak().value(),
        node.host().cpuPackage());
  }

  private static long countedOr(long known) {
    return known == 0 ? NodeView.NOT_COUNTED : known;
  }

  /** A fleet of at most that many nodes with the same shares of each kind. */
  public FleetSketch sampled(int nodesMost) {
    if (kindOfNode.length <= nodesMost) {
      return this;
    }
    List<NodeKind> chosen = new ArrayList<>();
    for (int i = 0; i < nodesMost; i++) {
      chosen.add(
          kinds.get(kindOfNode[(int) ((2L * i + 1) * kindOfNode.length / (2L * nodesMost))]));
    }
    return of(chosen);
  }

  public int nodes() {
    return kindOfNode.length;
  }

  int kinds() {
    return kinds.size();
  }

  int kindOf(int node) {
    return kindOfNode[node];
  }

  NodeKind kind(int kind) {
    return kinds.get(kind);
  }

  NodeKind node(int node) {
    return kinds.get(kindOfNode[node]);
  }

  /** Names of the GPU models, sorted. */
  public List<String> gpuModels() {
    return gpuModels;
  }

  /** GPUs of the node that has most. */
  int gpusMost() {
    return kinds.stream().mapToInt(NodeKind::gpuCount).max().orElse(0);
  }

  /** Thousandths of all GPUs. */
  long capacityMilli() {
    long capacity = 0;
    for (int kind : kindOfNode) {
      capacity += 1000L * kinds.get(kind).gpuCount();
    }
    return capacity;
  }

  /** Thousandths of the GPUs of each model. */
  long[] capacityByModel() {
    long[] capacity = new long[gpuModels.size()];
    for (int kind : kindOfNode) {
      NodeKind node = kinds.get(kind);
      capacity[gpuModels.indexOf(node.gpuModel())] += 1000L * node.gpuCount();
    }
    return capacity;
  }
}
