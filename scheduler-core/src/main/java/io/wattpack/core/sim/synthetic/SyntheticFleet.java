package io.wattpack.core.sim.synthetic;

import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerId;
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
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A made-up fleet of any size, always the same for a size: racks of servers of one kind, two racks
 * a branch, four branches a GPU container with its own power distribution, two of those a feeder,
 * two feeders a transformer, eight transformers a site.
 *
 * <p>Each level may carry a little less of all that hangs below it than the level under it, so that
 * every rise is checked on six levels but is rarely refused.
 */
public final class SyntheticFleet {
  public static final TenantId TENANT = new TenantId("bench");

  private static final List<PowerDomainKind> LEVELS = List.of(PowerDomainKind.values());

  /** Racks below one domain of each level but the last. */
  private static final int[] RACKS = {256, 32, 16, 8, 2};

  private static final int NODES_PER_RACK = 4;
  private static final int SITES_MIN = 2;
  private static final int OVERHEAD_PERMILLE = 120;
  private static final int CONTINUOUS_PERMILLE = 800;
  private static final int PERMILLE = 1000;

  /** What each level may carry of the most that hangs below it, in thousandths. */
  private static final int[] CARRIED = {990, 1000, 1005, 1010, 1015, 1020};

  private final int gpus;
  private final List<Site> sites = new ArrayList<>();
  private final List<PowerDomain> domains = new ArrayList<>();
  private final List<GpuContainer> boxes = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<SyntheticHardware, Integer> gpusOf = new EnumMap<>(SyntheticHardware.class);
  private int gpuCount;

  private SyntheticFleet(int gpus) {
    this.gpus = gpus;
  }

  /** One with at least that many GPUs, and fewer than a rack more. */
  public static Fleet of(int gpus) {
    SyntheticFleet made = new SyntheticFleet(gpus);
    made.addSites();
    return new Fleet(
        made.sites,
        made.domains,
        made.boxes,
        made.nodes,
        SyntheticHardware.gpuModels(),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Tenant(TENANT, "Bench", null, 1)));
  }

  private void addSites() {
    while (gpuCount < gpus) {
      SiteId id = new SiteId("s%02d".formatted(sites.size()));
      sites.add(new Site(id, id.value(), SiteKind.VIRTUAL, "bench", "US-TX", 0, 0));
      int most = sites.size() < SITES_MIN ? gpus / SITES_MIN : gpus;
      addDomain(new Below(id, null, id.value()), PowerDomainKind.INTERCONNECT, most);
    }
  }

  /** Where a domain stands and how its name begins. */
  private record Below(SiteId site, @Nullable PowerDomainId parent, String name) {}

  /**
   * Adds a domain with what is below it, until the fleet has that many GPUs.
   *
   * @return the most it can draw
   */
  private long addDomain(Below place, PowerDomainKind kind, int gpusMost) {
    PowerDomainId id = new PowerDomainId(place.name() + "-" + kind.label());
    int at = domains.size();
    if (kind == PowerDomainKind.CONTAINER_PDU) {
      boxes.add(new GpuContainer(new GpuContainerId(place.name()), id));
    }
    long watts =
        kind == PowerDomainKind.RACK
            ? addRack(id, place.name())
            : addBelow(new Below(place.site(), id, place.name()), kind, gpusMost);
    domains.add(at, domain(place, id, kind, watts));
    return watts;
  }

  private long addBelow(Below place, PowerDomainKind kind, int gpusMost) {
    PowerDomainKind next = LEVELS.get(level(kind) + 1);
    int most = RACKS[level(kind)] / (next == PowerDomainKind.RACK ? 1 : RACKS[level(next)]);
    long watts = 0;
    for (int child = 0; child < most && gpuCount < gpusMost; child++) {
      Below below = new Below(place.site(), place.parent(), place.name() + "-" + child);
      watts += addDomain(below, next, gpusMost);
    }
    return watts;
  }

  private static int level(PowerDomainKind kind) {
    return LEVELS.indexOf(kind);
  }

  private long addRack(PowerDomainId rack, String name) {
    SyntheticHardware hardware = scarcest();
    GpuContainerId box = boxes.getLast().id();
    long watts = 0;
    for (int i = 0; i < NODES_PER_RACK; i++) {
      nodes.add(node(new NodeId(name + "-" + i), box, rack, hardware));
      watts += wattsMax(hardware);
    }
    count(hardware);
    return watts;
  }

  /** The kind that lacks most to its part of the GPUs. */
  private SyntheticHardware scarcest() {
    SyntheticHardware scarcest = SyntheticHardware.H100;
    long lackMost = Long.MIN_VALUE;
    for (SyntheticHardware kind : SyntheticHardware.values()) {
      int rack = kind.gpus() * NODES_PER_RACK;
      long lack =
          (long) kind.permille() * (gpuCount + rack)
              - (long) PERMILLE * gpusOf.getOrDefault(kind, 0);
      if (lack > lackMost) {
        scarcest = kind;
        lackMost = lack;
      }
    }
    return scarcest;
  }

  private void count(SyntheticHardware hardware) {
    int rack = hardware.gpus() * NODES_PER_RACK;
    gpusOf.merge(hardware, rack, Integer::sum);
    gpuCount += rack;
  }

  private static Node node(
      NodeId id, GpuContainerId box, PowerDomainId rack, SyntheticHardware hardware) {
    return new Node(
        id,
        box,
        rack,
        hardware.id(),
        hardware.gpus(),
        hardware.base(),
        OVERHEAD_PERMILLE,
        hardware.host(),
        hardware.linkedGpus(),
        List.of(),
        FigureSource.ASSUMED);
  }

  private static long wattsMax(SyntheticHardware hardware) {
    long gpu = hardware.gpuModel().peak().value() * (PERMILLE + OVERHEAD_PERMILLE);
    return hardware.base().value() + hardware.gpus() * Math.ceilDiv(gpu, PERMILLE);
  }

  private static PowerDomain domain(
      Below place, PowerDomainId id, PowerDomainKind kind, long watts) {
    long carried = watts * CARRIED[level(kind)] / PERMILLE;
    return new PowerDomain(
        id,
        place.site(),
        place.parent(),
        kind,
        new Watts(Math.ceilDiv(carried * PERMILLE, CONTINUOUS_PERMILLE)),
        CONTINUOUS_PERMILLE,
        Watts.ZERO,
        Watts.ZERO,
        FigureSource.ASSUMED);
  }
}
