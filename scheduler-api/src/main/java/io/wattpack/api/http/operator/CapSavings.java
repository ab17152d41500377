package io.wattpack.api.http.operator;

import io.wattpack.api.view.StatusView;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PowerCap;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.state.ReplicaStatus;
import io.wattpack.core.units.Watts;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What caps keep GPUs below the peaks of their data sheets, domain by domain, at the GPUs: without
 * fans, supplies and cooling. A cap counts once its site has confirmed it.
 */
final class CapSavings {
  /** Of a domain that has no capped replica below it. */
  private static final Saved NOTHING = new Saved(0, 0);

  private final Map<NodeId, Node> nodes = new LinkedHashMap<>();
  private final Map<GpuModelId, Watts> peaks = new LinkedHashMap<>();
  private final Map<PowerDomainId, PowerDomain> domains = new LinkedHashMap<>();
  private final Map<PowerDomainId, Saved> saved = new LinkedHashMap<>();

  /**
   * What a domain and all below it save.
   *
   * @param replicas those that run with a GPU told to stay below its peak
   * @param watts that their GPUs draw less, at least 0
   */
  record Saved(int replicas, long watts) {
    Saved plus(int more, long watts) {
      return new Saved(replicas + more, this.watts + watts);
    }
  }

  private CapSavings(StatusView picture) {
    picture.fleet().nodes().forEach(node -> nodes.put(node.id(), node));
    for (GpuModel model : picture.fleet().gpuModels()) {
      peaks.put(model.id(), model.peak());
    }
    picture.fleet().powerDomains().forEach(domain -> domains.put(domain.id(), domain));
    // While a fleet edit drains, more than what was applied is in force.
    picture
        .status()
        .domains()
        .forEach(domain -> domains.put(domain.domain().id(), domain.domain()));
  }

  static CapSavings of(StatusView picture) {
    CapSavings savings = new CapSavings(picture);
    picture.status().replicas().forEach(savings::add);
    return savings;
  }

  Saved under(PowerDomainId domain) {
    return saved.getOrDefault(domain, NOTHING);
  }

  /** The peak of the GPUs that the replica holds; null: the fleet no longer has its node. */
  @Nullable Watts peak(ReplicaStatus replica) {
    return peak(replica.node());
  }

  private @Nullable Watts peak(NodeId id) {
    Node node = nodes.get(id);
    return node == null ? null : peaks.get(node.gpuModel());
  }

  private void add(ReplicaStatus replica) {
    PowerCap cap = replica.cap();
    Watts peak = peak(replica);
    if (cap == null || peak == null || cap.ordered().compareTo(peak) >= 0) {
      return;
    }
    Set<PowerDomainId> counted = new LinkedHashSet<>();
    for (DeviceBooking device : replica.devices()) {
      Node node = nodes.get(device.node());
      if (node != null) {
        add(node.powerDomain(), below(device.node(), cap.held()), counted);
      }
    }
  }

  /** Counts the replica once in each domain, and the watts of each of its GPUs. */
  private void add(PowerDomainId feed, long watts, Set<PowerDomainId> counted) {
    PowerDomain domain = domains.get(feed);
    while (domain != null) {
      int first = counted.add(domain.id()) ? 1 : 0;
      saved.merge(
          domain.id(),
          new Saved(first, watts),
          (old, more) -> old.plus(more.replicas(), more.watts()));
      domain = domain.parent() == null ? null : domains.get(domain.parent());
    }
  }

  private long below(NodeId node, Watts cap) {
    Watts peak = peak(node);
    return peak == null ? 0 : Math.max(0, peak.value() - cap.value());
  }
}
