package io.wattpack.api.config;

import static java.lang.Math.toIntExact;

import io.wattpack.api.config.FleetDraft.Placed;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.Host;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.Tenant;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Watts;
import org.jspecify.annotations.Nullable;

/**
 * Turns the sections of a fleet file into a {@link FleetDraft}, key by key. Lists come out in the
 * order of the file, the power tree from the top down.
 */
final class FleetReader {
  static final int NODES_MAX = 100_000;

  private final FleetDraft draft = new FleetDraft();

  private FleetReader() {}

  static FleetDraft read(Section root) {
    FleetReader reader = new FleetReader();
    reader.readRoot(root);
    return reader.draft;
  }

  private void readRoot(Section root) {
    root.list(FleetKeys.GPU_MODELS, "a GPU model").forEach(this::gpuModel);
    root.list(FleetKeys.SITES, "a site").forEach(this::site);
    root.list(FleetKeys.MODEL_PROFILES, "a model profile").forEach(this::modelProfile);
    root.list(FleetKeys.POOLS, "a pool").forEach(this::pool);
    root.list(FleetKeys.TENANTS, "a tenant").forEach(tenant -> tenant(tenant, null));
    if (!root.has(FleetKeys.SITES)) {
      root.problem(
          FleetKeys.SITES,
          FileRule.MISSING_KEY,
          null,
          "is missing in a fleet",
          "Maybe this is another file; a fleet without sites says sites: [].");
    }
    root.refuseOthers();
  }

  private void gpuModel(Section section) {
    GpuModel model =
        new GpuModel(
            new GpuModelId(section.id(FleetKeys.ID)),
            new Mebibytes(section.number(FleetKeys.MEMORY_MEBIBYTES)),
            watts(section, FleetKeys.IDLE_WATTS),
            watts(section, FleetKeys.PEAK_WATTS),
            watts(section, FleetKeys.CAP_MIN_WATTS),
            section.word(FleetKeys.MIG_LAYOUT),
            section.word(FleetKeys.SOURCE));
    section.refuseOthers();
    draft.gpuModels.add(new Placed<>(model, section));
  }

  private void site(Section section) {
    String id = section.id(FleetKeys.ID);
    Site site =
        new Site(
            new SiteId(id),
            section.text(FleetKeys.name(id)).orElse(id),
            section.word(FleetKeys.SITE_KIND),
            section.text(FleetKeys.PRICE_ZONE).orElse(""),
            section.text(FleetKeys.JURISDICTION).orElse(""),
            section.number(FleetKeys.START_MILLIS),
            section.number(FleetKeys.STOP_MILLIS),
            section.names(FleetKeys.TAINTS),
            section.number(FleetKeys.RECOVERY_WATTS_PER_MINUTE));
    draft.sites.add(new Placed<>(site, section));
    section
        .list(FleetKeys.POWER_DOMAINS, "a power domain")
        .forEach(domain -> powerDomain(domain, site.id(), null));
    section.refuseOthers();
  }

  private void powerDomain(Section section, SiteId site, @Nullable PowerDomainId parent) {
    PowerDomainId id = new PowerDomainId(section.id(FleetKeys.ID));
    PowerDomain domain =
        new PowerDomain(
            id,
            site,
            parent,
            section.word(FleetKeys.DOMAIN_KIND),
            watts(section, FleetKeys.RATING_WATTS),
            whole(section, FleetKeys.CONTINUOUS_PERMILLE),
            watts(section, FleetKeys.RESERVE_WATTS),
            watts(section, FleetKeys.DOMAIN_BASE_WATTS),
            section.word(FleetKeys.TRANSFORMER_COOLING),
            whole(section, FleetKeys.PARALLEL_UNITS),
            whole(section, FleetKeys.SHORT_TIME_PERMILLE),
            whole(section, FleetKeys.BAND_MILLIS),
            ContractKeys.windows(section),
            section.word(FleetKeys.SOURCE));
    draft.powerDomains.add(new Placed<>(domain, section));
    section.list(FleetKeys.GPU_CONTAINERS, "a GPU container").forEach(box -> gpuContainer(box, id));
    section.list(FleetKeys.MINER_GROUPS, "a miner group").forEach(miners -> minerGroup(miners, id));
    section
        .list(FleetKeys.POWER_DOMAINS, "a power domain")
        .forEach(child -> powerDomain(child, site, id));
    section.refuseOthers();
  }

  private void gpuContainer(Section section, PowerDomainId domain) {
    GpuContainer box =
        new GpuContainer(
            new GpuContainerId(section.id(FleetKeys.ID)),
            domain,
            section.names(FleetKeys.TAINTS),
            CoolingKeys.cooling(section, domain),
            section.number(FleetKeys.RECOVERY_WATTS_PER_MINUTE));
    draft.gpuContainers.add(new Placed<>(box, section));
    section.list(FleetKeys.NODES, "a node or a group of nodes").forEach(node -> nodes(node, box));
    section.refuseOthers();
  }

  private void nodes(Section section, GpuContainer box) {
    boolean isGroup = section.has(FleetKeys.PREFIX.name()) || section.has(FleetKeys.COUNT.name());
    String name = section.id(isGroup ? FleetKeys.PREFIX : FleetKeys.ID);
    int count = isGroup ? whole(section, FleetKeys.COUNT) : 1;
    Node first = node(section, box, isGroup ? nodeId(name, 1) : new NodeId(name));
    section.refuseOthers();
    if (draft.nodes.size() + count > NODES_MAX) {
      refuseSize(section, isGroup);
      return;
    }
    draft.nodes.add(new Placed<>(first, section));
    for (int number = 2; number <= count; number++) {
      draft.nodes.add(new Placed<>(withId(first, nodeId(name, number)), section));
    }
  }

  /**
   * The id of a node in a group: counted from 1 and not padded, so that a longer group renames
   * nothing.
   */
  static NodeId nodeId(String prefix, int number) {
    return new NodeId(prefix + "-" + number);
  }

  private static void refuseSize(Section section, boolean isGroup) {
    section.problem(
        isGroup ? FleetKeys.COUNT.name() : FleetKeys.ID.name(),
        FileRule.TOO_LARGE,
        null,
        "brings the fleet above %d nodes".formatted(NODES_MAX),
        "Maybe lower a count.");
  }

  private static Node node(Section section, GpuContainer box, NodeId id) {
    String feeder = box.powerDomain().value();
    return new Node(
        id,
        box.id(),
        new PowerDomainId(
            section.text(FleetKeys.optional(FleetKeys.POWER_DOMAIN, feeder)).orElse(feeder)),
        new GpuModelId(section.id(FleetKeys.GPU_MODEL)),
        whole(section, FleetKeys.NODE_GPUS),
        watts(section, FleetKeys.NODE_BASE_WATTS),
        whole(section, FleetKeys.OVERHEAD_PERMILLE),
        host(section),
        whole(section, FleetKeys.LINKED_GPUS),
        PlacementKeys.taints(section),
        section.word(FleetKeys.SOURCE));
  }

  private static Host host(Section section) {
    return new Host(
        section.number(FleetKeys.CPU_MILLI),
        new Mebibytes(section.number(FleetKeys.NODE_MEMORY_MEBIBYTES)),
        PlacementKeys.cpuPackage(section));
  }

  static Node withId(Node node, NodeId id) {
    return new Node(
        id,
        node.gpuContainer(),
        node.powerDomain(),
        node.gpuModel(),
        node.gpuCount(),
        node.base(),
        node.overheadPermille(),
        node.host(),
        node.linkedGpus(),
        node.taints(),
        node.source());
  }

  private void minerGroup(Section section, PowerDomainId domain) {
    MinerGroup miners =
        new MinerGroup(
            new MinerGroupId(section.id(FleetKeys.ID)),
            domain,
            watts(section, FleetKeys.MINER_WATTS),
            whole(section, FleetKeys.MINER_STEPS),
            whole(section, FleetKeys.MILLIJOULES_PER_TERAHASH),
            section.word(FleetKeys.ACTUATOR),
            section.number(FleetKeys.OFF_MILLIS),
            section.number(FleetKeys.ON_MILLIS),
            section.number(FleetKeys.OFF_MILLIS_MIN),
            section.number(FleetKeys.ON_MILLIS_MIN),
            section.number(FleetKeys.WEAR_MICROS_PER_KILOWATT),
            section.word(FleetKeys.SOURCE));
    section.refuseOthers();
    draft.minerGroups.add(new Placed<>(miners, section));
  }

  private void modelProfile(Section section) {
    ModelProfile profile =
        new ModelProfile(
            new ModelId(section.id(FleetKeys.MODEL)),
            new GpuModelId(section.id(FleetKeys.GPU_MODEL)),
            whole(section, FleetKeys.PROFILE_GPUS),
            new GpuShare(whole(section, FleetKeys.GPU_SHARE_MILLI)),
            new Mebibytes(section.number(FleetKeys.MEMORY_MEBIBYTES)),
            PlacementKeys.needs(section),
            whole(section, FleetKeys.MEMBERS),
            section.number(FleetKeys.TOKENS_PER_SECOND),
            section.number(FleetKeys.MILLIJOULES_PER_TOKEN),
            section.number(FleetKeys.LOAD_MILLIS),
            section.word(FleetKeys.SOURCE));
    section.refuseOthers();
    draft.modelProfiles.add(new Placed<>(profile, section));
  }

  private void pool(Section section) {
    PoolSpec pool =
        new PoolSpec(
            new PoolId(new ModelId(section.id(FleetKeys.MODEL)), section.word(FleetKeys.TIER)),
            whole(section, FleetKeys.REPLICAS_MIN),
            whole(section, FleetKeys.REPLICAS_MAX),
            PlacementKeys.rules(section));
    section.refuseOthers();
    draft.pools.add(new Placed<>(pool, section));
  }

  private void tenant(Section section, @Nullable TenantId parent) {
    String id = section.id(FleetKeys.ID);
    Tenant tenant =
        new Tenant(
            new TenantId(id),
            section.text(FleetKeys.name(id)).orElse(id),
            parent,
            whole(section, FleetKeys.WEIGHT));
    draft.tenants.add(new Placed<>(tenant, section));
    section.list(FleetKeys.TENANTS, "a tenant").forEach(child -> tenant(child, tenant.id()));
    section.refuseOthers();
  }

  private static Watts watts(Section section, Key.WholeNumber key) {
    return Watts.of(section.number(key));
  }

  private static int whole(Section section, Key.WholeNumber key) {
    return toIntExact(section.number(key));
  }
}
