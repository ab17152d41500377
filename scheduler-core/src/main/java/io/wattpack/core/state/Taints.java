package io.wattpack.core.state;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.Taint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The taints of a fleet as bits: those of a node, and those of each GPU with its node. */
final class Taints {
  private final TreeMap<String, Integer> bits = new TreeMap<>();
  private final long[] ofNode;
  private final TreeMap<Integer, List<Taint>> ofGpus = new TreeMap<>();

  Taints(Fleet fleet, List<Node> nodes) {
    Map<SiteId, List<String>> sites = new TreeMap<>();
    fleet.sites().forEach(site -> sites.put(site.id(), site.taints()));
    Map<PowerDomainId, SiteId> siteOf = new TreeMap<>();
    fleet.powerDomains().forEach(domain -> siteOf.put(domain.id(), domain.site()));
    Map<GpuContainerId, List<String>> boxes = new TreeMap<>();
    fleet.gpuContainers().forEach(box -> boxes.put(box.id(), box.taints()));
    keysOf(fleet).forEach(key -> bits.put(key, bits.size()));
    ofNode = new long[nodes.size()];
    for (int node = 0; node < ofNode.length; node++) {
      Node known = nodes.get(node);
      SiteId site = siteOf.get(known.powerDomain());
      List<String> keys = new ArrayList<>(site == null ? List.of() : listOf(sites.get(site)));
      keys.addAll(listOf(boxes.get(known.gpuContainer())));
      known.taints().stream()
          .filter(taint -> taint.slot() == Taint.WHOLE_NODE)
          .forEach(taint -> keys.add(taint.key()));
      ofNode[node] = bits(keys);
      keepGpuTaints(node, known);
    }
  }

  private static List<String> listOf(@Nullable List<String> keys) {
    return keys == null ? List.of() : keys;
  }

  private void keepGpuTaints(int node, Node known) {
    List<Taint> single =
        known.taints().stream().filter(taint -> taint.slot() != Taint.WHOLE_NODE).toList();
    if (!single.isEmpty()) {
      ofGpus.put(node, single);
    }
  }

  /** Every key that taints anything. */
  static Set<String> keysOf(Fleet fleet) {
    TreeSet<String> keys = new TreeSet<>();
    for (Site site : fleet.sites()) {
      keys.addAll(site.taints());
    }
    for (GpuContainer box : fleet.gpuContainers()) {
      keys.addAll(box.taints());
    }
    for (Node node : fleet.nodes()) {
      node.taints().forEach(taint -> keys.add(taint.key()));
    }
    return keys;
  }

  long bits(List<String> keys) {
    long all = 0;
    for (String key : keys) {
      Integer bit = bits.get(key);
      all |= bit == null ? 0 : 1L << bit;
    }
    return all;
  }

  long ofNode(int node) {
    return ofNode[node];
  }

  long ofGpu(int node, int slot) {
    long all = ofNode[node];
    List<Taint> single = ofGpus.isEmpty() ? null : ofGpus.get(node);
    if (single != null) {
      for (Taint taint : single) {
        all |= taint.slot() == slot ? bits(List.of(taint.key())) : 0;
      }
    }
    return all;
  }
}
