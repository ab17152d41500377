package io.wattpack.core.state;

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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether a fleet holds together: ids name one thing each, references resolve, the power tree is a
 * tree, no figure is so large that a sum could overflow. The configuration reports mistakes to
 * people; this only keeps the core total.
 */
final class FleetRules {
  private static final long WATTS_MAX = 100_000_000_000L;
  private static final int GPUS_PER_NODE_MAX = 1_000;
  private static final int GPUS_MAX = 5_000_000;
  private static final int THINGS_MAX = 1_000_000;
  private static final long RATE_MAX = 1_000_000_000L;
  private static final int REPLICAS_MAX = 1_000_000;
  private static final int PERMILLE_MAX = 1000;

  private final Fleet fleet;
  private final TreeMap<SiteId, Site> sites = new TreeMap<>();
  private final TreeMap<PowerDomainId, PowerDomain> domains = new TreeMap<>();
  private final TreeMap<GpuContainerId, GpuContainer> gpuContainers = new TreeMap<>();
  private final TreeMap<GpuModelId, GpuModel> gpuModels = new TreeMap<>();
  private final TreeMap<TenantId, Tenant> tenants = new TreeMap<>();

  private FleetRules(Fleet fleet) {
    this.fleet = fleet;
  }

  /** The id of the first thing that does not hold together; null: all do. */
  static @Nullable String faultOf(Fleet fleet) {
    return new FleetRules(fleet).fault();
  }

  private @Nullable String fault() {
    String fault = faultOfIds();
    fault = fault != null ? fault : first(fleet.powerDomains(), this::isFed, d -> d.id().value());
    fault = fault != null ? fault : faultOfHardware();
    fault = fault != null ? fault : faultOfService();
    return fault != null ? fault : faultOfSize();
  }

  private @Nullable String faultOfIds() {
    String fault = index(fleet.sites(), Site::id, sites);
    fault = fault != null ? fault : index(fleet.powerDomains(), PowerDomain::id, domains);
    fault = fault != null ? fault : index(fleet.gpuContainers(), GpuContainer::id, gpuContainers);
    fault = fault != null ? fault : index(fleet.gpuModels(), GpuModel::id, gpuModels);
    fault = fault != null ? fault : index(fleet.tenants(), Tenant::id, tenants);
    fault = fault != null ? fault : index(fleet.nodes(), Node::id, new TreeMap<>());
    fault = fault != null ? fault : index(fleet.minerGroups(), MinerGroup::id, new TreeMap<>());
    return fault != null ? fault : index(fleet.pools(), PoolSpec::id, new TreeMap<>());
  }

  private static <K extends Comparable<K>, V> @Nullable String index(
      List<V> things, Function<V, K> id, Map<K, V> byId) {
    for (V thing : things) {
      if (byId.put(id.apply(thing), thing) != null) {
        return id.apply(thing).toString();
      }
    }
    return null;
  }

  private static <V> @Nullable String first(
      List<V> things, Function<V, Boolean> rule, Function<V, String> name) {
    for (V thing : things) {
      if (!rule.apply(thing)) {
        return name.apply(thing);
      }
    }
    return null;
  }

  private boolean isFed(PowerDomain domain) {
    return sites.containsKey(domain.site())
        && !Regions.isRegion(domain.id())
        && isIn(domain.continuousPermille(), 1, PERMILLE_MAX)
        && isSane(domain.rating())
        && isSane(domain.reserve())
        && isSane(domain.base())
        && domain.contract().stream().allMatch(FleetRules::isSound)
        && hasParent(domain);
  }

  private static boolean isSound(ContractWindow window) {
    return isIn(window.fromMinute(), 0, ContractWindow.MINUTES - 1)
        && isIn(window.toMinute(), 0, ContractWindow.MINUTES - 1)
        && isIn(window.utcOffsetMinutes(), -ContractWindow.OFFSET_MAX, ContractWindow.OFFSET_MAX)
        && !window.days().isEmpty();
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

  private @Nullable String faultOfHardware() {
    String fault =
        first(
            fleet.gpuContainers(),
            box -> domains.containsKey(box.powerDomain()),
            box -> box.id().value());
    fault =
        fault != null ? fault : first(fleet.gpuContainers(), this::isCooled, b -> b.id().value());
    fault = fault != null ? fault : first(fleet.gpuModels(), this::isSound, m -> m.id().value());
    fault = fault != null ? fault : first(fleet.nodes(), this::isHoused, n -> n.id().value());
    fault =
        fault != null
            ? fault
            : first(fleet.minerGroups(), this::isSound, miner -> miner.id().value());
    return fault != null ? fault : faultOfHeat();
  }

  private boolean isCooled(GpuContainer box) {
    GpuContainerCooling cooling = box.cooling();
    return cooling == null
        || (isSound(cooling) && isAtOrBelow(box.powerDomain(), cooling.powerDomain()));
  }

  private static boolean isSound(GpuContainerCooling cooling) {
    Watts capacity = cooling.heatCapacity();
    return isIn(cooling.excessPermille(), 0, GpuContainerCooling.EXCESS_PERMILLE_MAX)
        && isIn(cooling.excessPermillePerKelvin(), 0, PERMILLE_MAX)
        && isIn(cooling.lossPermillePerKelvin(), 0, PERMILLE_MAX)
        && (capacity == null || isSane(capacity));
  }

  /** What bounds the heat of a GPU container bounds its domain, which must feed nothing else. */
  private @Nullable String faultOfHeat() {
    Map<PowerDomainId, GpuContainerId> alone = new TreeMap<>();
    for (GpuContainer box : fleet.gpuContainers()) {
      if (box.cooling() != null && box.cooling().heatCapacity() != null) {
        alone.put(box.powerDomain(), box.id());
      }
    }
    String fault =
        first(
            fleet.gpuContainers(),
            box -> isWelcome(box.powerDomain(), box.id(), alone),
            box -> box.id().value());
    fault =
        fault != null
            ? fault
            : first(
                fleet.nodes(),
                node -> isWelcome(node.powerDomain(), node.gpuContainer(), alone),
                node -> node.id().value());
    return fault != null
        ? fault
        : first(
            fleet.minerGroups(),
            miner -> isWelcome(miner.powerDomain(), null, alone),
            miner -> miner.id().value());
  }

  /** Whether no domain at or above it belongs to another GPU container alone. */
  private boolean isWelcome(
      PowerDomainId id, @Nullable GpuContainerId box, Map<PowerDomainId, GpuContainerId> alone) {
    PowerDomain domain = domains.get(id);
    while (domain != null) {
      GpuContainerId owner = alone.get(domain.id());
      if (owner != null && !owner.equals(box)) {
        return false;
      }
      domain = domain.parent() == null ? null : domains.get(domain.parent());
    }
    return true;
  }

  private boolean isSound(GpuModel model) {
    return isSane(model.peak()) && model.idle().compareTo(model.peak()) <= 0;
  }

  private boolean isHoused(Node node) {
    GpuContainer box = gpuContainers.get(node.gpuContainer());
    return box != null
        && isAtOrBelow(node.powerDomain(), box.powerDomain())
        && gpuModels.containsKey(node.gpuModel())
        && isIn(node.gpuCount(), 1, GPUS_PER_NODE_MAX)
        && isSane(node.base())
        && isIn(node.overheadPermille(), 0, PERMILLE_MAX)
        && TaskRules.isNeed(node.host().cpuMilli())
        && TaskRules.isNeed(node.host().memory().value())
        && isIn(node.linkedGpus(), 1, node.gpuCount())
        && node.taints().stream().allMatch(taint -> isOn(node, taint));
  }

  private static boolean isOn(Node node, Taint taint) {
    return isIn(taint.slot(), Taint.WHOLE_NODE, node.gpuCount() - 1);
  }

  private boolean isAtOrBelow(PowerDomainId id, PowerDomainId above) {
    PowerDomain domain = domains.get(id);
    while (domain != null && !domain.id().equals(above)) {
      PowerDomainId parent = domain.parent();
      domain = parent == null ? null : domains.get(parent);
    }
    return domain != null;
  }

  private boolean isSound(MinerGroup miner) {
    return domains.containsKey(miner.powerDomain())
        && isSane(miner.watts())
        && miner.offMillis() >= 0
        && miner.onMillis() >= 0
        && miner.offMillisMin() >= 0
        && miner.onMillisMin() >= 0
        && miner.wearMicrosPerKilowatt() >= 0
        && miner.steps() >= 1
        && miner.steps() <= MinerGroup.STEPS_MAX;
  }

  private @Nullable String faultOfService() {
    String fault = first(fleet.modelProfiles(), this::isSound, profile -> profile.model().value());
    fault = fault != null ? fault : first(fleet.pools(), this::isSound, p -> p.id().toString());
    return fault != null ? fault : first(fleet.tenants(), this::isSound, t -> t.id().value());
  }

  private boolean isSound(ModelProfile profile) {
    GpuModel model = gpuModels.get(profile.gpuModel());
    return model != null
        && isIn(profile.gpuCount(), 1, GPUS_PER_NODE_MAX)
        && profile.members() >= 1
        && (isSingle(profile) || profile.share().isWhole())
        && TaskRules.isPossible(profile.needs(), profile.gpuCount(), profile.members())
        && hasSlice(model, profile.needs().migProfile())
        && profile.memory().compareTo(model.memory()) <= 0
        && isIn(profile.tokensPerSecond(), 1, RATE_MAX)
        && profile.millijoulesPerToken() >= 0
        && profile.loadMillis() >= 0;
  }

  private static boolean isSingle(ModelProfile profile) {
    return profile.gpuCount() == 1 && profile.members() == 1;
  }

  private static boolean hasSlice(GpuModel model, @Nullable String slice) {
    return slice == null || model.mig().profile(slice) != null;
  }

  private boolean isSound(PoolSpec pool) {
    return isIn(pool.replicasMax(), 1, REPLICAS_MAX)
        && isIn(pool.replicasMin(), 0, pool.replicasMax())
        && TaskRules.isPossible(pool.rules());
  }

  private boolean isSound(Tenant tenant) {
    TenantId above = tenant.parent();
    for (int depth = 0; above != null && depth <= tenants.size(); depth++) {
      Tenant parent = tenants.get(above);
      if (parent == null) {
        return false;
      }
      above = parent.parent();
    }
    return above == null && tenant.weight() >= 1;
  }

  /** Everything on at once must fit a long with room to spare, so that no later sum overflows. */
  private @Nullable String faultOfSize() {
    long gpus = fleet.nodes().stream().mapToLong(Node::gpuCount).sum();
    boolean fits =
        gpus <= GPUS_MAX
            && fleet.powerDomains().size() <= THINGS_MAX
            && fleet.nodes().size() <= THINGS_MAX
            && fleet.minerGroups().size() <= THINGS_MAX
            && Taints.keysOf(fleet).size() <= Taint.KEYS_MAX;
    return fits ? null : "fleet";
  }

  private static boolean isSane(Watts watts) {
    return watts.value() <= WATTS_MAX;
  }

  private static boolean isIn(long value, long least, long most) {
    return value >= least && value <= most;
  }
}
