package io.wattpack.api.config;

import io.wattpack.api.config.FleetDraft.Placed;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.Taint;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many different taints a fleet has: at most {@link Taint#KEYS_MAX}. */
final class TaintRules {
  private final Set<String> keys = new LinkedHashSet<>();
  private @Nullable Excess first;

  /** The first taint that is one too many, and the key of the section that names it. */
  private record Excess(Section section, String key, String taint) {}

  private TaintRules() {}

  /** Notes a fleet of too many once, at the first that is one too many. */
  static void check(FleetDraft draft) {
    TaintRules rules = new TaintRules();
    draft.sites.forEach(site -> rules.add(site.section(), site.thing().taints()));
    draft.gpuContainers.forEach(box -> rules.add(box.section(), box.thing().taints()));
    rules.addNodes(draft.nodes);
    if (rules.first != null) {
      rules.refuse(rules.first);
    }
  }

  private void add(Section section, List<String> taints) {
    taints.forEach(taint -> add(section, FleetKeys.TAINTS.name(), taint));
  }

  private void addNodes(List<Placed<Node>> nodes) {
    Section last = null;
    for (Placed<Node> placed : nodes) {
      if (placed.section() != last) {
        last = placed.section(); // The nodes of a group have the same.
        addNode(last, placed.thing());
      }
    }
  }

  private void addNode(Section section, Node node) {
    for (Taint taint : node.taints()) {
      boolean isWhole = taint.slot() == Taint.WHOLE_NODE;
      add(section, isWhole ? FleetKeys.TAINTS.name() : FleetKeys.GPU_TAINTS, taint.key());
    }
  }

  private void add(Section section, String key, String taint) {
    boolean isNew = !Section.isStandIn(taint) && keys.add(taint);
    if (isNew && first == null && keys.size() > Taint.KEYS_MAX) {
      first = new Excess(section, key, taint);
    }
  }

  private void refuse(Excess excess) {
    excess
        .section()
        .problem(
            excess.key(),
            FileRule.TOO_LARGE,
            "%d (%s is one too many)".formatted(keys.size(), excess.taint()),
            "must keep the fleet to at most %d different taints".formatted(Taint.KEYS_MAX),
            "Maybe let one taint stand for several.");
  }
}
