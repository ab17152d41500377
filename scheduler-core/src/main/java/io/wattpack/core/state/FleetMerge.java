package io.wattpack.core.state;

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
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.plan.image.FleetDrain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fleet in force while a drain lasts: what is retained of the old one, with all that feeds and
 * houses it, and of the wanted one all that holds together beside it.
 *
 * <p>The idea: what is retained comes first and stands as it stood, so it is as sound as the old
 * fleet was. What is wanted joins if what it refers to is there; the rest comes with the end.
 */
final class FleetMerge {
  private final Topology before;
  private final FleetDrain drain;
  private final Fleet wanted;
  private final Map<SiteId, Site> sites = new LinkedHashMap<>();
  private final Map<PowerDomainId, PowerDomain> domains = new LinkedHashMap<>();
  private final Map<GpuContainerId, GpuContainer> boxes = new LinkedHashMap<>();
  private final Map<GpuModelId, GpuModel> gpuModels = new LinkedHashMap<>();
  private final Map<NodeId, Node> nodes = new LinkedHashMap<>();
  private final Map<MinerGroupId, MinerGroup> miners = new LinkedHashMap<>();
  private final Map<PoolId, PoolSpec> pools = new LinkedHashMap<>();

  FleetMerge(Topology before, FleetDrain drain) {
    this.before = before;
    this.drain = drain;
    wanted = drain.wanted();
  }

  Fleet merged() {
    Topology next = new Topology(wanted);
    wanted.sites().forEach(site -> sites.put(site.id(), site));
    drain.nodes().forEach(node -> retain(before.node(before.nodeOf(node)), next));
    drain.miners().forEach(miner -> retain(before.miner(before.minerOf(miner)), next));
    // Parents first, whatever the order of the file.
    for (int domain = 0; domain < next.domainCount(); domain++) {
      join(next.domain(domain));
    }
    wanted.gpuContainers().forEach(this::join);
    wanted.gpuModels().forEach(model -> gpuModels.putIfAbsent(model.id(), model));
    wanted.nodes().forEach(this::join);
    wanted.minerGroups().forEach(this::join);
    wanted.pools().forEach(pool -> pools.put(pool.id(), pool));
    drain.pools().forEach(pool -> retain(before.pool(before.poolOf(pool))));
    return fleet();
  }

  private Fleet fleet() {
    return new Fleet(
        new ArrayList<>(sites.values()),
        new ArrayList<>(domains.values()),
        new ArrayList<>(boxes.values()),
        new ArrayList<>(nodes.values()),
        new ArrayList<>(gpuModels.values()),
        new ArrayList<>(miners.values()),
        wanted.modelProfiles().stream().filter(this::isSound).toList(),
        new ArrayList<>(pools.values()),
        wanted.tenants());
  }

  private void retain(Node node, Topology next) {
    nodes.put(node.id(), node);
    retainDomains(before.domainOf(node.powerDomain()), next);
    retainBox(before.gpuContainer(before.gpuContainerOf(node.gpuContainer())), next);
    retainModel(before.gpuModel(before.gpuModelOf(node.gpuModel())), next);
  }

  private void retain(MinerGroup miner, Topology next) {
    miners.put(miner.id(), miner);
    retainDomains(before.domainOf(miner.powerDomain()), next);
  }

  private void retain(PoolSpec pool) {
    pools.put(pool.id(), new PoolSpec(pool.id(), 0, pool.replicasMax(), pool.rules()));
  }

  private void retainDomains(int lowest, Topology next) {
    for (int domain = lowest; domain >= 0; domain = before.parent(domain)) {
      PowerDomain old = before.domain(domain);
      int index = next.domainOf(old.id());
      boolean isAlike = index >= 0 && FleetInUse.isFedAlike(old, next.domain(index));
      domains.put(old.id(), isAlike ? next.domain(index) : old);
      sites.putIfAbsent(old.site(), before.site(before.siteIndexOf(old.site())));
    }
  }

  private void retainBox(GpuContainer old, Topology next) {
    int index = next.gpuContainerOf(old.id());
    boolean isAlike =
        index >= 0 && next.gpuContainer(index).powerDomain().equals(old.powerDomain());
    boxes.put(old.id(), isAlike ? next.gpuContainer(index) : old);
  }

  private void retainModel(GpuModel old, Topology next) {
    int index = next.gpuModelOf(old.id());
    boolean isAlike =
        index >= 0
            && next.gpuModel(index).mig() == old.mig()
            && next.gpuModel(index).memory().compareTo(old.memory()) >= 0;
    gpuModels.put(old.id(), isAlike ? next.gpuModel(index) : old);
  }

  private void join(PowerDomain domain) {
    PowerDomainId id = domain.parent();
    @Nullable PowerDomain parent = id == null ? null : domains.get(id);
    boolean isFed =
        id == null
            || (parent != null
                && parent.site().equals(domain.site())
                && parent.kind().compareTo(domain.kind()) < 0);
    if (isFed) {
      domains.putIfAbsent(domain.id(), domain);
    }
  }

  private void join(GpuContainer box) {
    if (domains.containsKey(box.powerDomain())) {
      boxes.putIfAbsent(box.id(), box);
    }
  }

  private void join(Node node) {
    GpuContainer box = boxes.get(node.gpuContainer());
    if (box != null
        && gpuModels.containsKey(node.gpuModel())
        && isAtOrBelow(node.powerDomain(), box.powerDomain())) {
      nodes.putIfAbsent(node.id(), node);
    }
  }

  private boolean isAtOrBelow(PowerDomainId id, PowerDomainId above) {
    PowerDomain domain = domains.get(id);
    while (domain != null && !domain.id().equals(above)) {
      PowerDomainId parent = domain.parent();
      domain = parent == null ? null : domains.get(parent);
    }
    return domain != null;
  }

  private void join(MinerGroup miner) {
    if (domains.containsKey(miner.powerDomain())) {
      miners.putIfAbsent(miner.id(), miner);
    }
  }

  private boolean isSound(ModelProfile profile) {
    GpuModel model = gpuModels.get(profile.gpuModel());
    String slice = profile.needs().migProfile();
    return model != null
        && profile.memory().compareTo(model.memory()) <= 0
        && (slice == null || model.mig().profile(slice) != null);
  }
}
