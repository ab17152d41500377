package io.wattpack.api.config;

import static java.lang.Math.toIntExact;

import io.wattpack.core.model.CpuPackage;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.model.Taint;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the keys that say where work may stand and what it asks of a node. */
final class PlacementKeys {
  private PlacementKeys() {}

  /** Those of the whole node first, then those of single GPUs. */
  static List<Taint> taints(Section node) {
    List<Taint> taints = new ArrayList<>();
    node.names(FleetKeys.TAINTS).forEach(key -> taints.add(Taint.ofNode(key)));
    node.list(FleetKeys.GPU_TAINTS, "a tainted GPU").forEach(gpu -> taints.add(gpuTaint(gpu)));
    return taints;
  }

  private static Taint gpuTaint(Section gpu) {
    Taint taint = new Taint(gpu.id(FleetKeys.TAINT_KEY), toIntExact(gpu.number(FleetKeys.SLOT)));
    gpu.refuseOthers();
    return taint;
  }

  static @Nullable CpuPackage cpuPackage(Section node) {
    Section section = node.section(FleetKeys.CPU_PACKAGE, "a processor package");
    if (!node.has(FleetKeys.CPU_PACKAGE) || !node.isSound(FleetKeys.CPU_PACKAGE)) {
      return null;
    }
    CpuPackage cpu =
        new CpuPackage(
            Watts.of(section.number(FleetKeys.CPU_IDLE_WATTS)),
            Watts.of(section.number(FleetKeys.CPU_FULL_WATTS)),
            toIntExact(section.number(FleetKeys.CPU_THREADS)));
    FleetRules.checkOrder(
        section,
        FleetKeys.CPU_IDLE_WATTS,
        cpu.idle().value(),
        FleetKeys.CPU_FULL_WATTS,
        cpu.full().value());
    section.refuseOthers();
    return cpu;
  }

  static NodeNeeds needs(Section profile) {
    return new NodeNeeds(
        profile.number(FleetKeys.CPU_MILLI),
        new Mebibytes(profile.number(FleetKeys.HOST_MEMORY_MEBIBYTES)),
        profile.word(FleetKeys.LINKED).holds(),
        profile.text(FleetKeys.MIG_PROFILE).filter(name -> !name.isEmpty()).orElse(null));
  }

  static PlacementRules rules(Section pool) {
    List<SpreadLimit> spread = new ArrayList<>();
    Set<SpreadLevel> levels = new LinkedHashSet<>();
    for (Section section : pool.list(FleetKeys.SPREAD, "a spread limit")) {
      SpreadLimit limit =
          new SpreadLimit(
              section.word(FleetKeys.LEVEL), toIntExact(section.number(FleetKeys.SPREAD_MAX)));
      if (section.isSound(FleetKeys.LEVEL.name()) && !levels.add(limit.level())) {
        refuseSecond(section, limit.level());
      }
      section.refuseOthers();
      spread.add(limit);
    }
    return new PlacementRules(spread, pool.names(FleetKeys.TOLERATIONS));
  }

  private static void refuseSecond(Section section, SpreadLevel level) {
    section.problem(
        FleetKeys.LEVEL.name(),
        FileRule.DUPLICATE_ID,
        level.label(),
        "must be limited once in a pool",
        "Maybe keep the lower max only.");
  }
}
