package io.wattpack.api.loop;

import io.wattpack.api.site.DesiredMiner;
import io.wattpack.api.site.DesiredReplica;
import io.wattpack.api.site.DesiredState;
import io.wattpack.api.site.SiteLink;
import io.wattpack.api.site.SiteLinks;
import io.wattpack.api.site.SiteObserver;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.plan.HostBooking;
import io.wattpack.core.power.Cooling;
import io.wattpack.core.state.DomainStatus;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.MinerStatus;
import io.wattpack.core.state.NodeStatus;
import io.wattpack.core.state.ReplicaStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every site told what should be there. A site hears from it when it is linked, and when what
 * should run there changes.
 */
final class SiteDispatch {
  private final long epoch;
  private final SiteLinks links;
  private final SiteObserver observer;
  private final Map<SiteId, LinkedSite> sites = new LinkedHashMap<>();
  private Fleet fleet = Fleet.EMPTY;
  private long statesTold;

  SiteDispatch(long epoch, SiteLinks links, SiteObserver observer) {
    this.epoch = epoch;
    this.links = links;
    this.observer = observer;
  }

  /** What of the fleet decides how a site is linked; another of it needs a new link. */
  private record Linkage(Site site, List<MinerGroup> minerGroups) {}

  /**
   * What should run at a site and what should not, and where, without what is believed of it.
   *
   * @param outsideMilliCelsius the temperature outside
   */
  private record Order(
      Map<ReplicaId, ReplicaOrder> replicas,
      Map<MinerGroupId, Switch> miners,
      Fleet fleet,
      int outsideMilliCelsius) {}

  private record ReplicaOrder(boolean shouldRun, boolean isPaused, int capOrder) {
    static ReplicaOrder of(DesiredReplica desired) {
      return new ReplicaOrder(desired.shouldRun(), desired.isPaused(), desired.capOrder());
    }
  }

  private record Switch(int steps, long order) {}

  private static final class LinkedSite {
    final Linkage linkage;
    final SiteLink link;
    @Nullable Order told;

    LinkedSite(Linkage linkage, SiteLink link) {
      this.linkage = linkage;
      this.link = link;
    }
  }

  /** Links the sites of {@code now} and tells each what follows from {@code status}. */
  void follow(Fleet now, FleetStatus status) {
    if (!now.equals(fleet)) {
      relink(now);
      fleet = now;
    }
    Map<SiteId, List<DesiredReplica>> replicas = replicasBySite(status);
    Map<SiteId, List<DesiredMiner>> miners = minersBySite(status);
    Map<SiteId, List<NodeId>> gone = nodesGoneBySite(status);
    Map<SiteId, Integer> outside = outsideBySite(status);
    sites.forEach(
        (id, site) ->
            tell(
                site,
                new DesiredState(
                    epoch,
                    statesTold + 1,
                    id,
                    replicas.getOrDefault(id, List.of()),
                    miners.getOrDefault(id, List.of()),
                    gone.getOrDefault(id, List.of()),
                    now,
                    outside.getOrDefault(id, Cooling.OUTSIDE_UNKNOWN))));
  }

  private void relink(Fleet now) {
    Map<SiteId, Linkage> wanted = linkages(now);
    for (LinkedSite site : List.copyOf(sites.values())) {
      SiteId id = site.linkage.site().id();
      if (!site.linkage.equals(wanted.get(id))) {
        site.link.close();
        sites.remove(id);
      }
    }
    wanted.forEach(
        (id, linkage) ->
            sites.computeIfAbsent(
                id, unused -> new LinkedSite(linkage, links.open(id, now, observer))));
  }

  private static Map<SiteId, Linkage> linkages(Fleet fleet) {
    Map<PowerDomainId, SiteId> siteOf =
        fleet.powerDomains().stream().collect(Collectors.toMap(PowerDomain::id, PowerDomain::site));
    Map<SiteId, Linkage> linkages = new LinkedHashMap<>();
    for (Site site : fleet.sites()) {
      List<MinerGroup> groups =
          fleet.minerGroups().stream()
              .filter(group -> site.id().equals(siteOf.get(group.powerDomain())))
              .toList();
      linkages.put(site.id(), new Linkage(site, groups));
    }
    return linkages;
  }

  private static Map<SiteId, List<DesiredReplica>> replicasBySite(FleetStatus status) {
    Map<SiteId, List<DesiredReplica>> bySite = new LinkedHashMap<>();
    for (ReplicaStatus replica : status.replicas()) {
      if (replica.state() != ReplicaState.CLAIMED && replica.state() != ReplicaState.STOPPED) {
        bySite
            .computeIfAbsent(replica.site(), unused -> new ArrayList<>())
            .add(
                new DesiredReplica(
                    replica.id(),
                    replica.state(),
                    replica.devices(),
                    replica.hosts().stream().map(HostBooking::node).toList(),
                    replica.loadMillis(),
                    replica.runMillis(),
                    replica.cap()));
      }
    }
    return bySite;
  }

  private static Map<SiteId, Integer> outsideBySite(FleetStatus status) {
    Map<SiteId, Integer> bySite = new LinkedHashMap<>();
    for (DomainStatus domain : status.domains()) {
      if (domain.outsideMilliCelsius() != null) {
        bySite.put(domain.domain().site(), domain.outsideMilliCelsius());
      }
    }
    return bySite;
  }

  private static Map<SiteId, List<NodeId>> nodesGoneBySite(FleetStatus status) {
    Map<SiteId, List<NodeId>> bySite = new LinkedHashMap<>();
    for (NodeStatus node : status.nodes()) {
      if (!node.isReady()) {
        bySite.computeIfAbsent(node.site(), unused -> new ArrayList<>()).add(node.id());
      }
    }
    return bySite;
  }

  private static Map<SiteId, List<DesiredMiner>> minersBySite(FleetStatus status) {
    Map<SiteId, List<DesiredMiner>> bySite = new LinkedHashMap<>();
    for (MinerStatus miner : status.miners()) {
      if (miner.group().isSwitchable()) {
        bySite
            .computeIfAbsent(miner.site(), unused -> new ArrayList<>())
            .add(
                new DesiredMiner(
                    miner.group().id(),
                    miner.steps().ordered(),
                    miner.steps().order(),
                    miner.state()));
      }
    }
    return bySite;
  }

  // Counted, not numbered after the journal: inputs that were written beside a plan have lower
  // numbers than the plan, so two states could have one number, and a site that hears them in the
  // wrong order would keep the older one.
  private void tell(LinkedSite site, DesiredState desired) {
    Order order =
        new Order(
            desired.replicas().stream()
                .collect(Collectors.toMap(DesiredReplica::id, ReplicaOrder::of)),
            desired.miners().stream()
                .collect(
                    Collectors.toMap(
                        DesiredMiner::id, miner -> new Switch(miner.steps(), miner.order()))),
            desired.fleet(),
            desired.outsideMilliCelsius());
    if (!order.equals(site.told)) {
      site.told = order;
      statesTold++;
      site.link.desire(desired);
    }
  }

  void close() {
    sites.values().forEach(site -> site.link.close());
    sites.clear();
  }
}
