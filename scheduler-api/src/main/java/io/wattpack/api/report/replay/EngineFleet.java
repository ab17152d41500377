package io.wattpack.api.report.replay;

import io.wattpack.api.report.trace.HardwareWatts;
import io.wattpack.api.report.trace.TraceNode;
import io.wattpack.core.model.CpuPackage;
import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.Host;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.SiteKind;
import io.wattpack.core.model.Tenant;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;

/**
 * The nodes of a trace as a fleet: one site, one power domain that never runs out, node ids that
 * sort by rank.
 */
final class EngineFleet {
  static final TenantId TENANT = new TenantId("trace");

  private static final FigureSource ASSUMED = FigureSource.ASSUMED;
  private static final SiteId SITE = new SiteId("trace");
  private static final PowerDomainId DOMAIN = new PowerDomainId("trace");
  private static final GpuContainerId CONTAINER = new GpuContainerId("trace");
  private static final Watts UNLIMITED = new Watts(100_000_000_000L);
  private static final Mebibytes SOME_MEMORY = new Mebibytes(1024);
  private static final int THREADS_PER_CORE = 2;

  private EngineFleet() {}

  static Fleet of(ReplayTrace trace) {
    return of(trace.nodes());
  }

  /** The nodes by rank. */
  static Fleet of(List<TraceNode> ranked) {
    return new Fleet(
        List.of(new Site(SITE, "trace", SiteKind.VIRTUAL, "none", "none", 0, 0)),
        List.of(domain()),
        List.of(new GpuContainer(CONTAINER, DOMAIN)),
        nodes(ranked),
        models(ranked),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Tenant(TENANT, "trace", null, 1)));
  }

  /** The rank of a node of that fleet. */
  static int rank(NodeId node) {
    return Integer.parseInt(node.value().substring(1));
  }

  private static PowerDomain domain() {
    return new PowerDomain(
        DOMAIN,
        SITE,
        null,
        PowerDomainKind.INTERCONNECT,
        UNLIMITED,
        1000,
        Watts.ZERO,
        Watts.ZERO,
        ASSUMED);
  }

  private static List<Node> nodes(List<TraceNode> ranked) {
    List<Node> nodes = new ArrayList<>();
    for (TraceNode node : ranked) {
      nodes.add(node(node, nodes.size()));
    }
    return nodes;
  }

  private static Node node(TraceNode node, int rank) {
    return new Node(
        new NodeId("n%07d".formatted(rank)),
        CONTAINER,
        DOMAIN,
        new GpuModelId(node.gpuModel()),
        node.gpuCount(),
        Watts.ZERO,
        0,
        host(node),
        1,
        List.of(),
        ASSUMED);
  }

  private static Host host(TraceNode node) {
    CpuPackage cpu =
        HardwareWatts.of(node.gpuModel())
            .map(
                figures ->
                    new CpuPackage(
                        new Watts(figures.packageIdle()),
                        new Watts(figures.packageFull()),
                        THREADS_PER_CORE * figures.packageCores()))
            .orElse(null);
    return new Host(node.cpuMilli(), new Mebibytes(node.memoryMebibytes()), cpu);
  }

  private static List<GpuModel> models(List<TraceNode> nodes) {
    return nodes.stream()
        .map(TraceNode::gpuModel)
        .distinct()
        .sorted()
        .map(EngineFleet::model)
        .toList();
  }

  private static GpuModel model(String name) {
    int idle = HardwareWatts.of(name).map(HardwareWatts::gpuIdle).orElse(0);
    int full = HardwareWatts.of(name).map(HardwareWatts::gpuFull).orElse(0);
    return new GpuModel(
        new GpuModelId(name),
        SOME_MEMORY,
        new Watts(idle),
        new Watts(full),
        new Watts(full),
        ASSUMED);
  }
}
