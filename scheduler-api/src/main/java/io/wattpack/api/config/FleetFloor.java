package io.wattpack.api.config;

import io.wattpack.api.config.FleetDraft.Placed;
import io.wattpack.core.model.ContractWindow;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerCooling;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.power.Caps;
import io.wattpack.core.power.Cooling;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hard invariant of a site: with every switchable miner off and every GPU idle, each power
 * domain stays within its cap, and each GPU container within its heat capacity. A fleet that breaks
 * it would be in breach for ever.
 *
 * <p>A domain whose floor or cap contains a figure that could not be read is left out: the sum
 * would say nothing.
 */
final class FleetFloor {
  private final Map<PowerDomainId, Load> loads = new LinkedHashMap<>();
  private final Map<GpuContainerId, Servers> servers = new LinkedHashMap<>();
  private final Map<GpuModelId, Placed<GpuModel>> gpuModels;

  private FleetFloor(Map<GpuModelId, Placed<GpuModel>> gpuModels) {
    this.gpuModels = gpuModels;
  }

  static void check(FleetDraft draft, Map<GpuModelId, Placed<GpuModel>> gpuModels) {
    FleetFloor floor = new FleetFloor(gpuModels);
    draft.powerDomains.forEach(floor::addDomain);
    draft.nodes.forEach(floor::addNode);
    draft.minerGroups.forEach(floor::addMiners);
    draft.gpuContainers.forEach(floor::addCooling);
    draft.powerDomains.forEach(floor::compare);
  }

  private void addDomain(Placed<PowerDomain> placed) {
    PowerDomain domain = placed.thing();
    loads.putIfAbsent(domain.id(), new Load(domain.parent()));
    add(domain.id(), domain.base().value(), placed.section().isSound());
  }

  private void addNode(Placed<Node> placed) {
    Node node = placed.thing();
    Placed<GpuModel> gpu = gpuModels.get(node.gpuModel());
    boolean isKnown = gpu != null && gpu.section().isSound(FleetKeys.IDLE_WATTS.name());
    long idle = gpu == null ? 0 : gpu.thing().idle().value();
    add(node.powerDomain(), idleWatts(node, idle), placed.section().isSound() && isKnown);
    Servers box = servers.computeIfAbsent(node.gpuContainer(), id -> new Servers());
    box.watts += idleWatts(node, idle);
    box.isKnown &= placed.section().isSound() && isKnown;
  }

  /** As on a day of which nobody has told the weather. */
  private void addCooling(Placed<GpuContainer> placed) {
    GpuContainerCooling cooling = placed.thing().cooling();
    Servers box = servers.getOrDefault(placed.thing().id(), new Servers());
    if (cooling == null) {
      return;
    }
    boolean isKnown = box.isKnown && placed.section().isSound(FleetKeys.COOLING);
    long excess = Cooling.excessMillionths(cooling, Cooling.OUTSIDE_UNKNOWN);
    add(cooling.powerDomain(), Cooling.watts(box.watts, excess), isKnown);
    long capacity = Cooling.capacity(cooling, Cooling.OUTSIDE_UNKNOWN);
    if (isKnown && box.watts > capacity) {
      refuseHeat(placed.section(), box.watts, capacity);
    }
  }

  private static void refuseHeat(Section section, long floor, long capacity) {
    section.problem(
        FleetKeys.COOLING,
        FileRule.FLOOR_OVER_CAP,
        null,
        "must carry away the heat of what its nodes always draw, which is %d W; at 30 °C it carries away %d W"
            .formatted(floor, capacity),
        "Maybe raise heatCapacityWatts, or put fewer nodes into the GPU container.");
  }

  /** As the ceiling ledger counts it: rounded up per device. */
  private static long idleWatts(Node node, long idle) {
    long perGpu = ((1000L + node.overheadPermille()) * idle + 999) / 1000;
    return node.base().value() + node.gpuCount() * perGpu;
  }

  private void addMiners(Placed<MinerGroup> placed) {
    MinerGroup miners = placed.thing();
    add(
        miners.powerDomain(),
        miners.isSwitchable() ? 0 : miners.watts().value(),
        placed.section().isSound());
  }

  private void add(PowerDomainId domain, long watts, boolean isKnown) {
    PowerDomainId at = domain;
    for (int depth = 0; at != null && depth <= YamlText.DEPTH_MAX; depth++) {
      Load load = loads.get(at);
      if (load == null) {
        return;
      }
      load.watts += watts;
      load.isKnown &= isKnown;
      at = load.parent;
    }
  }

  private void compare(Placed<PowerDomain> placed) {
    PowerDomain domain = placed.thing();
    Load load = loads.get(domain.id());
    long hardware = Caps.hardware(domain, Caps.MEAN_RATED);
    long cap = hardware - domain.reserve().value();
    if (load == null || !load.isKnown || !placed.section().isSound()) {
      return;
    }
    if (cap < 0) {
      refuseReserve(placed.section(), domain, hardware);
    } else if (load.watts > cap) {
      refuseFloor(placed.section(), domain, load.watts, cap);
    } else {
      compareContract(placed.section(), domain, load.watts);
    }
  }

  private static void compareContract(Section section, PowerDomain domain, long floor) {
    for (ContractWindow window : domain.contract()) {
      long cap = Math.max(0, window.watts().value() - domain.reserve().value());
      if (floor > cap) {
        refuseContract(section, domain, window, floor, cap);
        return;
      }
    }
  }

  private static void refuseContract(
      Section section, PowerDomain domain, ContractWindow window, long floor, long cap) {
    section.problem(
        FleetKeys.CONTRACT,
        FileRule.FLOOR_OVER_CAP,
        Long.toString(window.watts().value()),
        "must allow what %s always draws (bases, idle GPUs, miners without an actuator): %d W, of which its cap from %s on allows %d W"
            .formatted(domain.id(), floor, ContractKeys.time(window.fromMinute()), cap),
        "Maybe raise the watts of the window, lower reserveWatts, or feed fewer nodes from it.");
  }

  private static void refuseReserve(Section section, PowerDomain domain, long hardware) {
    section.problem(
        FleetKeys.RESERVE_WATTS.name(),
        FileRule.FIGURES,
        Long.toString(domain.reserve().value()),
        "must be at most %d, what the rating allows for hours".formatted(hardware),
        "Maybe lower it, or raise ratingWatts or continuousPermille.");
  }

  private static void refuseFloor(Section section, PowerDomain domain, long floor, long cap) {
    section.problem(
        FleetKeys.RATING_WATTS.name(),
        FileRule.FLOOR_OVER_CAP,
        Long.toString(domain.rating().value()),
        "must carry what %s always draws (bases, idle GPUs, their cooling, miners without an actuator): %d W, of which its cap allows %d W"
            .formatted(domain.id(), floor, cap),
        "Maybe raise ratingWatts, lower reserveWatts, or feed fewer nodes from it.");
  }

  /** What the nodes of a GPU container draw whatever the scheduler does. */
  private static final class Servers {
    private long watts;
    private boolean isKnown = true;
  }

  /** What a domain and all below it draw whatever the scheduler does. */
  private static final class Load {
    private final @Nullable PowerDomainId parent;
    private long watts;
    private boolean isKnown = true;

    Load(@Nullable PowerDomainId parent) {
      this.parent = parent;
    }
  }
}
