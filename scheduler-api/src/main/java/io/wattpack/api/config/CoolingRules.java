package io.wattpack.api.config;

import io.wattpack.api.config.FleetDraft.Placed;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerCooling;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where cooling may be fed, and what may stand beside a GPU container whose heat bounds what its
 * domain draws: nothing.
 */
final class CoolingRules {
  private final Map<PowerDomainId, PowerDomain> domains;
  private final Map<PowerDomainId, GpuContainerId> bounded = new LinkedHashMap<>();

  private CoolingRules(Map<PowerDomainId, PowerDomain> domains) {
    this.domains = domains;
  }

  /** Notes every mistake at the section it stands in. */
  static void check(FleetDraft draft, Map<PowerDomainId, PowerDomain> domains) {
    CoolingRules rules = new CoolingRules(domains);
    draft.gpuContainers.forEach(rules::checkFeeder);
    draft.gpuContainers.forEach(rules::note);
    draft.gpuContainers.forEach(
        box -> rules.checkAlone(box, box.thing().powerDomain(), box.thing().id()));
    draft.minerGroups.forEach(
        miners -> rules.checkAlone(miners, miners.thing().powerDomain(), null));
    rules.checkNodes(draft.nodes);
  }

  private void checkNodes(List<Placed<Node>> nodes) {
    Section last = null;
    for (Placed<Node> placed : nodes) {
      if (placed.section() != last) {
        last = placed.section(); // The nodes of a group are fed by the same.
        checkAlone(placed, placed.thing().powerDomain(), placed.thing().gpuContainer());
      }
    }
  }

  private void checkFeeder(Placed<GpuContainer> placed) {
    GpuContainerCooling cooling = placed.thing().cooling();
    PowerDomainId own = placed.thing().powerDomain();
    if (cooling != null && !path(own).contains(cooling.powerDomain())) {
      boolean isKnown = domains.containsKey(cooling.powerDomain());
      placed
          .section()
          .problem(
              FleetKeys.COOLING,
              isKnown ? FileRule.KIND_ORDER : FileRule.UNRESOLVED,
              cooling.powerDomain().value(),
              "must be fed by %s, which feeds the GPU container, or a domain above it"
                  .formatted(own),
              "Maybe remove powerDomain: the container's domain is the default.");
    }
  }

  private void note(Placed<GpuContainer> placed) {
    GpuContainerCooling cooling = placed.thing().cooling();
    if (cooling != null && cooling.heatCapacity() != null) {
      bounded.putIfAbsent(placed.thing().powerDomain(), placed.thing().id());
    }
  }

  private void checkAlone(Placed<?> placed, PowerDomainId domain, @Nullable GpuContainerId box) {
    for (PowerDomainId above : path(domain)) {
      GpuContainerId owner = bounded.get(above);
      if (owner != null && !owner.equals(box)) {
        placed
            .section()
            .problem(
                FleetKeys.ID.name(),
                FileRule.KIND_ORDER,
                null,
                "must not hang under %s, where %s is alone because of its heatCapacityWatts"
                    .formatted(above, owner),
                "Maybe give that GPU container a power domain of its own.");
        return;
      }
    }
  }

  /** The domain and all above it. */
  private List<PowerDomainId> path(PowerDomainId id) {
    List<PowerDomainId> path = new ArrayList<>();
    PowerDomainId at = id;
    while (at != null && path.size() <= YamlText.DEPTH_MAX) {
      path.add(at);
      PowerDomain found = domains.get(at);
      at = found == null ? null : found.parent();
    }
    return path;
  }
}
