package io.wattpack.core.check;

import io.wattpack.core.model.ContractWindow;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerCooling;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.model.Regions;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.Taint;
import io.wattpack.core.model.Tenant;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a fleet holds together: ids name one thing each, references resolve, the power tree is a
 * tree, figures fit.
 */
final class FleetRules {
  private static final int PERMILLE_MAX = 1000;
  private static final int DAY_MINUTES = 24 * 60;
  private static final int OFFSET_MAX = 14 * 60;

  // No fleet is larger; within these bounds no sum of watts overflows.
  private static final long WATTS_MAX = 100_000_000_000L;
  private static final int GPUS_PER_NODE_MAX = 1_000;
  private static final int GPUS_MAX = 5_000_000;
  private static final int THINGS_MAX = 1_000_000;
  private static final long TOKENS_PER_SECOND_MAX = 1_000_000_000L;
  private static final int REPLICAS_MAX = 1_000_000;
  private static final int TAINT_KEYS_MAX = 62;

  private final Fleet fleet;
  private final Map<SiteId, Site> sites;
  private final Map<PowerDomainId, PowerDomain> domains;
  private final Map<GpuContainerId, GpuContainer> gpuContainers;
  private final Map<GpuModelId, GpuModel> gpuModels;
  private final Map<TenantId, Tenant> tenants;

  private FleetRules(Fleet fleet) {
    this.fleet = fleet;
    sites = byId(fleet.sites(), Site::id);
    domains = byId(fleet.powerDomains(), PowerDomain::id);
    gpuContainers = byId(fleet.gpuContainers(), GpuContainer::id);
    gpuModels = byId(fleet.gpuModels(), GpuModel::id);
    tenants = byId(fleet.tenants(), Tenant::id);
  }

  /** What is wrong with the fleet; null: nothing. */
  static @Nullable String faultOf(Fleet fleet) {
    return new FleetRules(fleet).fault();
  }

  private @Nullable String fault() {
    if (!areUnique()) {
      return "The fleet has two things of one id.";
    }
    if (!fleet.powerDomains().stream().allMatch(this::isFed)) {
      return "A power domain has no proper place in the power tree.";
    }
    if (!fleet.gpuContainers().stream().allMatch(box -> domains.containsKey(box.powerDomain()))
        || !fleet.nodes().stream().allMatch(this::isHoused)
        || !fleet.gpuModels().stream().allMatch(FleetRules::isPossible)) {
      return "A GPU container, node or GPU model does not hold together.";
    }
    if (!fleet.minerGroups().stream().allMatch(this::isFed)) {
      return "A miner group does not hold together.";
    }
    if (!fleet.modelProfiles().stream().allMatch(this::isPossible)
        || !fleet.pools().stream().allMatch(FleetRules::isPossible)
        || !fleet.tenants().stream().allMatch(this::isPossible)) {
      return "A model profile, pool or tenant does not hold together.";
    }
    if (!fleet.gpuContainers().stream().allMatch(this::isCooled) || !areAloneInTheirHeat()) {
      return "The cooling of a GPU container does not hold together.";
    }
    return isCountable() ? null : "The fleet is too large.";
  }

  private boolean areUnique() {
    return sites.size() == fleet.sites().size()
        && domains.size() == fleet.powerDomains().size()
        && gpuContainers.size() == fleet.gpuContainers().size()
        && gpuModels.size() == fleet.gpuModels().size()
        && tenants.size() == fleet.tenants().size()
        && byId(fleet.nodes(), Node::id).size() == fleet.nodes().size()
        && byId(fleet.minerGroups(), MinerGroup::id).size() == fleet.minerGroups().size()
        && byId(fleet.pools(), PoolSpec::id).size() == fleet.pools().size();
  }

  private static <K, V> Map<K, V> byId(List<V> values, Function<V, K> id) {
    Map<K, V> byId = new LinkedHashMap<>();
    values.forEach(value -> byId.put(id.apply(value), value));
    return byId;
  }

  private boolean isFed(PowerDomain domain) {
    return sites.containsKey(domain.site())
        && !Regions.isRegion(domain.id())
        && isBetween(1, PERMILLE_MAX, domain.continuousPermille())
        && isPossible(domain.rating())
        && isPossible(domain.reserve())
        && isPossible(domain.base())
        && domain.contract().stream().noneMatch(FleetRules::isOffTheClock)
        && hasParent(domain);
  }

  private static boolean isOffTheClock(ContractWindow window) {
    int early = Math.min(window.fromMinute(), window.toMinute());
    int late = Math.max(window.fromMinute(), window.toMinute());
    boolean isFarOff = !isBetween(-OFFSET_MAX, OFFSET_MAX, window.utcOffsetMinutes());
    return early < 0 || late >= DAY_MINUTES || isFarOff || window.days().isEmpty();
  }

  private boolean hasParent(PowerDomain domain) {
    boolean isTop = domain.kind() == PowerDomainKind.INTERCONNECT;
    if (domain.parent() == null) {
      return isTop;
    }
    PowerDomain parent = domains.get(domain.parent());
    // A parent of an earlier kind rules out circles.
    return !isTop
        && parent != null
        && parent.site().equals(domain.site())
        && parent.kind().compareTo(domain.kind()) < 0;
  }

  private boolean isHoused(Node node) {
    GpuContainer box = gpuContainers.get(node.gpuContainer());
    return box != null
        && isAtOrBelow(node.powerDomain(), box.powerDomain())
        && gpuModels.containsKey(node.gpuModel())
        && isBetween(1, GPUS_PER_NODE_MAX, node.gpuCount())
        && isPossible(node.base())
        && isBetween(0, PERMILLE_MAX, node.overheadPermille())
        && NeedRules.isFigure(node.host().cpuMilli())
        && NeedRules.isFigure(node.host().memory().value())
        && isBetween(1, node.gpuCount(), node.linkedGpus())
        && areOnTheNode(node);
  }

  private boolean isCooled(GpuContainer box) {
    GpuContainerCooling cooling = box.cooling();
    return cooling == null
        || (isBetween(0, GpuContainerCooling.EXCESS_PERMILLE_MAX, cooling.excessPermille())
            && isBetween(0, PERMILLE_MAX, cooling.excessPermillePerKelvin())
            && isBetween(0, PERMILLE_MAX, cooling.lossPermillePerKelvin())
            && (cooling.heatCapacity() == null || isPossible(cooling.heatCapacity()))
            && isAtOrBelow(box.powerDomain(), cooling.powerDomain()));
  }

  /** What hangs under the domain of a GPU container with a heat capacity is in it. */
  private boolean areAloneInTheirHeat() {
    Map<PowerDomainId, GpuContainerId> homes = new LinkedHashMap<>();
    for (GpuContainer box : fleet.gpuContainers()) {
      boolean isBounded = box.cooling() != null && box.cooling().heatCapacity() != null;
      if (isBounded && homes.put(box.powerDomain(), box.id()) != null) {
        return false;
      }
    }
    return fleet.gpuContainers().stream()
            .allMatch(box -> owners(box.powerDomain(), homes).allMatch(box.id()::equals))
        && fleet.nodes().stream()
            .allMatch(
                node -> owners(node.powerDomain(), homes).allMatch(node.gpuContainer()::equals))
        && fleet.minerGroups().stream()
            .allMatch(miner -> owners(miner.powerDomain(), homes).findAny().isEmpty());
  }

  /** The GPU containers that are to be alone under the domain or one above it. */
  private Stream<GpuContainerId> owners(
      PowerDomainId id, Map<PowerDomainId, GpuContainerId> homes) {
    List<GpuContainerId> owners = new ArrayList<>();
    PowerDomain domain = domains.get(id);
    while (domain != null) {
      if (homes.containsKey(domain.id())) {
        owners.add(homes.get(domain.id()));
      }
      domain = domain.parent() == null ? null : domains.get(domain.parent());
    }
    return owners.stream();
  }

  private static boolean areOnTheNode(Node node) {
    return node.taints().stream()
        .allMatch(taint -> isBetween(Taint.WHOLE_NODE, node.gpuCount() - 1, taint.slot()));
  }

  private boolean isAtOrBelow(PowerDomainId id, PowerDomainId above) {
    PowerDomain domain = domains.get(id);
    while (domain != null && !domain.id().equals(above)) {
      domain = domain.parent() == null ? null : domains.get(domain.parent());
    }
    return domain != null;
  }

  private static boolean isPossible(GpuModel gpuModel) {
    return isPossible(gpuModel.peak()) && gpuModel.idle().compareTo(gpuModel.peak()) <= 0;
  }

  private boolean isFed(MinerGroup miner) {
    return domains.containsKey(miner.powerDomain())
        && isPossible(miner.watts())
        && miner.offMillis() >= 0
        && miner.onMillis() >= 0
        && miner.offMillisMin() >= 0
        && miner.onMillisMin() >= 0
        && miner.wearMicrosPerKilowatt() >= 0
        && isBetween(1, MinerGroup.STEPS_MAX, miner.steps());
  }

  private boolean isPossible(ModelProfile profile) {
    GpuModel gpuModel = gpuModels.get(profile.gpuModel());
    return gpuModel != null
        && isBetween(1, GPUS_PER_NODE_MAX, profile.gpuCount())
        && profile.members() >= 1
        && ((profile.gpuCount() == 1 && profile.members() == 1) || profile.share().isWhole())
        && areMet(profile.needs(), profile, gpuModel)
        && profile.memory().compareTo(gpuModel.memory()) <= 0
        && isBetween(1, TOKENS_PER_SECOND_MAX, profile.tokensPerSecond())
        && profile.millijoulesPerToken() >= 0
        && profile.loadMillis() >= 0;
  }

  private static boolean areMet(NodeNeeds needs, ModelProfile profile, GpuModel gpuModel) {
    String slice = needs.migProfile();
    return NeedRules.arePossible(needs, profile.gpuCount(), profile.members())
        && (slice == null || gpuModel.mig().profile(slice) != null);
  }

  private static boolean isPossible(PoolSpec pool) {
    return isBetween(1, REPLICAS_MAX, pool.replicasMax())
        && isBetween(0, pool.replicasMax(), pool.replicasMin())
        && NeedRules.arePossible(pool.rules());
  }

  private boolean isPossible(Tenant tenant) {
    return tenant.weight() >= 1 && !isItsOwnAncestor(tenant);
  }

  private boolean isItsOwnAncestor(Tenant tenant) {
    TenantId above = tenant.parent();
    for (int depth = 0; above != null && depth <= tenants.size(); depth++) {
      Tenant parent = tenants.get(above);
      if (parent == null) {
        return true;
      }
      above = parent.parent();
    }
    return above != null;
  }

  private boolean isCountable() {
    return fleet.nodes().stream().mapToLong(Node::gpuCount).sum() <= GPUS_MAX
        && fleet.powerDomains().size() <= THINGS_MAX
        && fleet.nodes().size() <= THINGS_MAX
        && fleet.minerGroups().size() <= THINGS_MAX
        && taintKeys() <= TAINT_KEYS_MAX;
  }

  private long taintKeys() {
    return Stream.of(
            fleet.sites().stream().flatMap(site -> site.taints().stream()),
            fleet.gpuContainers().stream().flatMap(box -> box.taints().stream()),
            fleet.nodes().stream().flatMap(node -> node.taints().stream()).map(Taint::key))
        .flatMap(Function.identity())
        .distinct()
        .count();
  }

  private static boolean isPossible(Watts watts) {
    return watts.value() <= WATTS_MAX;
  }

  private static boolean isBetween(long least, long most, long value) {
    return value >= least && value <= most;
  }
}
