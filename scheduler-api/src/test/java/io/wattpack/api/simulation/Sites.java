package io.wattpack.api.simulation;

import io.wattpack.api.site.DesiredState;
import io.wattpack.api.site.SiteLink;
import io.wattpack.api.site.SiteLinks;
import io.wattpack.api.site.SiteObserver;
import io.wattpack.api.site.virtual.VirtualMetering;
import io.wattpack.api.site.virtual.VirtualSite;
import io.wattpack.api.time.Timer;
import io.wattpack.api.time.VirtualTime;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.units.Watts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * All sites of a run, behind bad lines: either hardware that outlives the service, or the shipped
 * virtual sites, which live in its process and forget everything with it.
 */
final class Sites {
  private static final Duration METERED_EVERY = Duration.ofSeconds(10);

  private final boolean areVirtual;
  private final VirtualMetering metering;
  private final Random random;
  private final Network network;
  private final Timer timer;
  private final Executor executor;
  private final Consumer<String> onBroken;
  private final Map<SiteId, SimulatedSite> sites = new TreeMap<>();
  private final Map<SiteId, VirtualSite> virtualSites = new TreeMap<>();
  private final Map<NodeId, SiteId> lost = new TreeMap<>();
  private long nodesLost;

  Sites(
      boolean areVirtual,
      InstantSource clock,
      Random random,
      Network network,
      Timer timer,
      Executor executor,
      Consumer<String> onBroken) {
    this.areVirtual = areVirtual;
    metering =
        new VirtualMetering(
            METERED_EVERY,
            METERED_EVERY.multipliedBy(3),
            clock,
            new SplittableRandom(METERED_EVERY.toMillis()));
    this.random = random;
    this.network = network;
    this.timer = timer;
    this.executor = executor;
    this.onBroken = onBroken;
  }

  /** The links of one process of the service. */
  SiteLinks linksOf(VirtualTime.Process process) {
    return (id, fleet, observer) -> open(process, id, fleet, observer);
  }

  private SiteLink open(
      VirtualTime.Process process, SiteId id, Fleet fleet, SiteObserver observer) {
    SiteObserver back = FaultyLink.back(network, observer);
    if (areVirtual) {
      VirtualSite site =
          new VirtualSite(
              id,
              fleet,
              process.timer(),
              process.executor(),
              back,
              (group, stopwatch, outbox, lane) -> {
                throw new IllegalStateException("There is no real miner here.");
              },
              metering);
      virtualSites.put(id, site);
      return new FaultyLink(network, site, onBroken);
    }
    SimulatedSite site =
        sites.computeIfAbsent(
            id, unused -> new SimulatedSite(id, new Random(random.nextLong()), timer, executor));
    site.attach(id, fleet, back);
    return new FaultyLink(network, new Far(site), onBroken);
  }

  /** The far end of a line. */
  private record Far(SimulatedSite site) implements SiteLink {
    @Override
    public void desire(DesiredState desired) {
      site.desire(desired);
    }

    @Override
    public void close() {
      // The hardware stays.
    }
  }

  /** Nothing fails by itself any more. */
  void calm() {
    sites.values().forEach(SimulatedSite::calm);
    regainNodes();
  }

  void blackOutOne() {
    List<SimulatedSite> all = List.copyOf(sites.values());
    if (!all.isEmpty()) {
      all.get(random.nextInt(all.size())).blackOut();
    }
  }

  /** Some node of the fleet goes down. */
  void loseNode(Fleet fleet) {
    Node node = fleet.nodes().get(random.nextInt(fleet.nodes().size()));
    for (PowerDomain domain : fleet.powerDomains()) {
      if (domain.id().equals(node.powerDomain())) {
        nodesLost++;
        lost.put(node.id(), domain.site());
        onSite(domain.site(), site -> site.lose(node.id()), site -> site.lose(node.id()));
      }
    }
  }

  /** Every node that went down is there again. */
  void regainNodes() {
    lost.forEach((node, site) -> onSite(site, near -> near.regain(node), far -> far.regain(node)));
    lost.clear();
  }

  private void onSite(SiteId id, Consumer<VirtualSite> near, Consumer<SimulatedSite> far) {
    if (virtualSites.containsKey(id)) {
      near.accept(virtualSites.get(id));
    }
    if (sites.containsKey(id)) {
      far.accept(sites.get(id));
    }
  }

  long nodesLost() {
    return nodesLost;
  }

  Map<ReplicaId, Watts> capsHeld() {
    Map<ReplicaId, Watts> held = new TreeMap<>();
    sites.values().forEach(site -> held.putAll(site.capsHeld()));
    return held;
  }

  List<ReplicaId> present() {
    List<ReplicaId> present = new ArrayList<>();
    sites.values().forEach(site -> present.addAll(site.present()));
    return present;
  }

  Map<MinerGroupId, Integer> drawing() {
    Map<MinerGroupId, Integer> drawing = new TreeMap<>();
    sites.values().forEach(site -> drawing.putAll(site.drawing()));
    return drawing;
  }

  long died() {
    return sites.values().stream().mapToLong(SimulatedSite::died).sum();
  }
}
