package io.wattpack.core.check;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.plan.image.FleetDrain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins a wanted fleet with what is still in use of the one before.
 *
 * <p>First comes what must stay, with the domains, the GPU container, the GPU model and the site it
 * needs: in the wanted version where that feeds and cuts as before, else in the old. Then, from the
 * top of the power tree down, what is wanted and finds its place there.
 */
final class FleetInForce {
  private final FleetBook before;
  private final FleetBook wanted;
  private final Map<SiteId, Site> sites = new LinkedHashMap<>();
  private final Map<PowerDomainId, PowerDomain> domains = new LinkedHashMap<>();
  private final Map<GpuContainerId, GpuContainer> gpuContainers = new LinkedHashMap<>();
  private final Map<GpuModelId, GpuModel> gpuModels = new LinkedHashMap<>();
  private final Map<NodeId, Node> nodes = new LinkedHashMap<>();
  private final Map<MinerGroupId, MinerGroup> miners = new LinkedHashMap<>();
  private final Map<PoolId, PoolSpec> pools = new LinkedHashMap<>();

  private FleetInForce(FleetBook before, FleetBook wanted) {
    this.before = before;
    this.wanted = wanted;
  }

  /** The fleet that is in force while the drain lasts. */
  static Fleet of(FleetBook before, FleetBook wanted, FleetDrain drain) {
    FleetInForce joined = new FleetInForce(before, wanted);
    joined.keep(drain);
    joined.join(wanted.fleet);
    return joined.fleet();
  }

  private void keep(FleetDrain drain) {
    for (NodeId id : drain.nodes()) {
      keepNode(before.nodeOf(id));
    }
    for (MinerGroupId id : drain.miners()) {
      int miner = before.minerOf(id);
      miners.put(id, before.miner(miner));
      keepDomains(before.domainOfMiner(miner));
    }
    for (PoolId id : drain.pools()) {
      PoolSpec pool = before.pool(before.poolOf(id));
      pools.put(id, new PoolSpec(id, 0, pool.replicasMax(), pool.rules()));
    }
  }

  private void keepNode(int number) {
    Node node = before.node(number);
    nodes.put(node.id(), node);
    gpuContainers.put(node.gpuContainer(), stillFitting(before.containerOf(number)));
    gpuModels.put(node.gpuModel(), stillFitting(before.gpuModelOf(number)));
    keepDomains(before.domainOfNode(number));
  }

  private GpuContainer stillFitting(GpuContainer was) {
    GpuContainer now = wanted.gpuContainer(was.id());
    return now != null && now.powerDomain().equals(was.powerDomain()) ? now : was;
  }

  private GpuModel stillFitting(GpuModel was) {
    GpuModel now = wanted.gpuModel(was.id());
    boolean fits =
        now != null && now.mig() == was.mig() && now.memory().value() >= was.memory().value();
    return now != null && fits ? now : was;
  }

  private void keepDomains(int lowest) {
    for (int above = lowest; above >= 0; above = before.parentOf(above)) {
      PowerDomain was = before.domain(above);
      domains.put(was.id(), stillFitting(was));
      sites.put(was.site(), stillFitting(before.siteOfDomain(above)));
    }
  }

  private PowerDomain stillFitting(PowerDomain was) {
    int now = wanted.domainOf(was.id());
    return now >= 0 && FleetUse.areFedAlike(was, wanted.domain(now)) ? wanted.domain(now) : was;
  }

  private Site stillFitting(Site was) {
    Site now = wanted.site(was.id());
    return now == null ? was : now;
  }

  private void join(Fleet fleet) {
    fleet.sites().forEach(site -> sites.putIfAbsent(site.id(), site));
    // A parent is of an earlier kind, so it is there before what it feeds.
    for (PowerDomainKind kind : PowerDomainKind.values()) {
      fleet.powerDomains().stream()
          .filter(domain -> domain.kind() == kind && isFed(domain))
          .forEach(domain -> domains.putIfAbsent(domain.id(), domain));
    }
    fleet.gpuContainers().stream()
        .filter(box -> domains.containsKey(box.powerDomain()))
        .forEach(box -> gpuContainers.putIfAbsent(box.id(), box));
    fleet.gpuModels().forEach(model -> gpuModels.putIfAbsent(model.id(), model));
    fleet.nodes().stream()
        .filter(this::isHoused)
        .forEach(node -> nodes.putIfAbsent(node.id(), node));
    fleet.minerGroups().stream()
        .filter(miner -> domains.containsKey(miner.powerDomain()))
        .forEach(miner -> miners.putIfAbsent(miner.id(), miner));
    fleet.pools().forEach(pool -> pools.put(pool.id(), pool));
  }

  private boolean isFed(PowerDomain domain) {
    PowerDomainId id = domain.parent();
    PowerDomain parent = id == null ? null : domains.get(id);
    return id == null
        || (parent != null
            && parent.site().equals(domain.site())
            && parent.kind().compareTo(domain.kind()) < 0);
  }

  private boolean isHoused(Node node) {
    GpuContainer box = gpuContainers.get(node.gpuContainer());
    return box != null && isFedBy(node.powerDomain(), box.powerDomain());
  }

  private boolean isFedBy(@Nullable PowerDomainId id, PowerDomainId source) {
    PowerDomain domain = id == null ? null : domains.get(id);
    return domain != null && (domain.id().equals(source) || isFedBy(domain.parent(), source));
  }

  private boolean isRunnable(ModelProfile profile) {
    GpuModel gpuModel = gpuModels.get(profile.gpuModel());
    String slice = profile.needs().migProfile();
    return gpuModel != null
        && profile.memory().value() <= gpuModel.memory().value()
        && (slice == null || gpuModel.mig().profile(slice) != null);
  }

  private Fleet fleet() {
    return new Fleet(
        List.copyOf(sites.values()),
        List.copyOf(domains.values()),
        List.copyOf(gpuContainers.values()),
        List.copyOf(nodes.values()),
        List.copyOf(gpuModels.values()),
        List.copyOf(miners.values()),
        wanted.fleet.modelProfiles().stream().filter(this::isRunnable).toList(),
        List.copyOf(pools.values()),
        wanted.fleet.tenants());
  }
}
