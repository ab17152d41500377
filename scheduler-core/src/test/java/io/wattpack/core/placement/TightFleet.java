package io.wattpack.core.placement;

import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerCooling;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.Host;
import io.wattpack.core.model.MigLayout;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.SiteKind;
import io.wattpack.core.model.Taint;
import io.wattpack.core.model.Tenant;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A small fleet in which everything is scarce: two or three sites, up to six levels of power
 * domains of which some can feed only part of what hangs under them, nodes of mixed hardware.
 *
 * <p>What a GPU container holds hangs under domains of its own or right under one it shares; or,
 * where they may cross, under any domain below its own.
 */
final class TightFleet {
  static final TenantId TENANT = new TenantId("acme");
  static final List<String> TAINTS = List.of("research", "spot");

  private static final FigureSource ASSUMED = FigureSource.ASSUMED;
  private static final List<PowerDomainKind> KINDS = List.of(PowerDomainKind.values());
  private static final List<GpuModel> MODELS =
      List.of(
          model("a", 81_000, 60, 400, MigLayout.H100_80),
          model("b", 40_000, 45, 250, MigLayout.A100_40),
          model("c", 24_000, 20, 150, MigLayout.NONE));

  private final SplittableRandom random;
  private final boolean mayCross;
  private final boolean isCooled;
  private final List<Site> sites = new ArrayList<>();
  private final List<Drawn> domains = new ArrayList<>();
  private final List<GpuContainer> boxes = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();

  /** A domain whose rating is not known yet; with its own box, if it and all below are one box. */
  private record Drawn(
      PowerDomainId id,
      SiteId site,
      @Nullable Drawn parent,
      int kind,
      @Nullable GpuContainerId box) {
    boolean isAtOrBelow(Drawn other) {
      return equals(other) || (parent != null && parent.isAtOrBelow(other));
    }
  }

  private TightFleet(SplittableRandom random, boolean mayCross) {
    this.random = random;
    this.mayCross = mayCross;
    isCooled = random.nextBoolean();
  }

  static Fleet generate(SplittableRandom random, boolean mayCross) {
    TightFleet drawn = new TightFleet(random, mayCross);
    drawn.draw();
    WorkCatalog work = WorkCatalog.drawn(random, MODELS);
    return new Fleet(
        drawn.sites,
        drawn.rated(),
        drawn.boxes,
        drawn.nodes,
        MODELS,
        List.of(),
        work.profiles(),
        work.pools(),
        List.of(new Tenant(TENANT, "acme", null, 1)));
  }

  private static GpuModel model(String id, long memory, long idle, long peak, MigLayout mig) {
    return new GpuModel(
        new GpuModelId(id),
        new Mebibytes(memory),
        new Watts(idle),
        new Watts(peak),
        new Watts(idle),
        mig,
        ASSUMED);
  }

  private void draw() {
    int siteCount = random.nextInt(2, 4);
    for (int i = 0; i < siteCount; i++) {
      drawSite("s" + i);
    }
    int nodeCount = random.nextInt(4, 13);
    for (int i = 0; i < nodeCount; i++) {
      drawNode("n" + i);
    }
  }

  private void drawSite(String name) {
    SiteId id = new SiteId(name);
    sites.add(
        new Site(id, name, SiteKind.VIRTUAL, "ZONE", "US-GA", 0, 0, one(10, TAINTS.getFirst()), 0));
    grow(new Drawn(new PowerDomainId(name), id, null, 0, null), random.nextInt(2, 6));
  }

  /** Adds the domain and some below it, of later kinds, to a depth. */
  private void grow(Drawn domain, int depth) {
    domains.add(domain);
    int children = depth == 0 ? 0 : random.nextInt(domain.parent() == null ? 1 : 0, 3);
    for (int i = 0; i < children && domain.kind() < KINDS.size() - 1; i++) {
      int kind = Math.min(KINDS.size() - 1, domain.kind() + random.nextInt(1, 3));
      PowerDomainId id = new PowerDomainId(domain.id().value() + "-" + i);
      GpuContainerId box = domain.box();
      if (box == null && random.nextInt(3) == 0) {
        box = new GpuContainerId("own-" + id.value());
        Drawn own = new Drawn(id, domain.site(), domain, kind, box);
        boxes.add(new GpuContainer(box, id, one(10, TAINTS.getLast()), cooling(own, !mayCross)));
      }
      grow(new Drawn(id, domain.site(), domain, kind, box), depth - 1);
    }
  }

  /** Fed at the domain or any above it; in half of the worlds nothing is cooled. */
  private @Nullable GpuContainerCooling cooling(Drawn domain, boolean isAlone) {
    if (!isCooled || random.nextInt(3) == 0) {
      return null;
    }
    Drawn feeder = domain;
    while (feeder.parent() != null && random.nextBoolean()) {
      feeder = feeder.parent();
    }
    boolean isBounded = isAlone && random.nextBoolean();
    return new GpuContainerCooling(
        random.nextInt(300),
        random.nextInt(12),
        random.nextInt(25_000),
        isBounded ? new Watts(random.nextInt(500, 6_000)) : null,
        random.nextInt(30),
        random.nextInt(20_000, 35_000),
        feeder.id());
  }

  private List<String> one(int percent, String key) {
    return random.nextInt(100) < percent ? List.of(key) : List.of();
  }

  private void drawNode(String name) {
    Drawn domain = domains.get(random.nextInt(domains.size()));
    int gpus = 1 << random.nextInt(4);
    int linked = 1 << random.nextInt(Integer.numberOfTrailingZeros(gpus) + 1);
    nodes.add(
        new Node(
            new NodeId(name),
            boxOf(domain, name),
            domain.id(),
            MODELS.get(random.nextInt(3)).id(),
            gpus,
            new Watts(random.nextInt(3) * 50L),
            random.nextInt(3) * 75,
            drawHost(),
            linked,
            drawTaints(gpus),
            ASSUMED));
  }

  private Host drawHost() {
    return random.nextInt(4) == 0
        ? Host.NOT_COUNTED
        : new Host(
            random.nextInt(1, 9) * 8_000L, new Mebibytes(random.nextInt(1, 9) * 32_000L), null);
  }

  private List<Taint> drawTaints(int gpus) {
    List<Taint> taints = new ArrayList<>();
    one(12, TAINTS.getFirst()).forEach(key -> taints.add(Taint.ofNode(key)));
    one(15, TAINTS.getLast()).forEach(key -> taints.add(new Taint(key, random.nextInt(gpus))));
    return taints;
  }

  private GpuContainerId boxOf(Drawn domain, String node) {
    GpuContainerId own = domain.box();
    if (mayCross && random.nextBoolean()) {
      List<GpuContainerId> above = new ArrayList<>();
      boxes.stream().filter(box -> feeds(box, domain)).forEach(box -> above.add(box.id()));
      own = above.isEmpty() ? null : above.get(random.nextInt(above.size()));
    }
    return own != null ? own : sharedBoxAt(domain, node);
  }

  private boolean feeds(GpuContainer box, Drawn domain) {
    return domains.stream()
        .anyMatch(above -> above.id().equals(box.powerDomain()) && domain.isAtOrBelow(above));
  }

  /**
   * One of two boxes right under a domain that feeds others too; crossing, right under the site.
   */
  private GpuContainerId sharedBoxAt(Drawn domain, String node) {
    String at = mayCross ? domain.site().value() : domain.id().value();
    GpuContainerId id = new GpuContainerId("box-" + at + "-" + node.hashCode() % 2);
    if (boxes.stream().noneMatch(box -> box.id().equals(id))) {
      Drawn home =
          domains.stream().filter(one -> one.id().value().equals(at)).findFirst().orElseThrow();
      boxes.add(new GpuContainer(id, home.id(), List.of(), cooling(home, false)));
    }
    return id;
  }

  /** The domains with ratings: some feed all that hangs under them, most only part of it. */
  private List<PowerDomain> rated() {
    TreeMap<PowerDomainId, Long> bases = new TreeMap<>();
    TreeMap<PowerDomainId, Long> rises = new TreeMap<>();
    for (Drawn domain : domains) {
      for (Node node : nodes) {
        if (below(node, domain)) {
          bases.merge(domain.id(), WorldBooks.baseOf(node, modelOf(node)), Long::sum);
          long rise = node.gpuCount() * WorldBooks.riseOf(node, modelOf(node));
          rises.merge(domain.id(), rise, Long::sum);
        }
      }
    }
    return domains.stream()
        .map(
            domain ->
                rated(
                    domain,
                    bases.getOrDefault(domain.id(), 0L),
                    rises.getOrDefault(domain.id(), 0L)))
        .toList();
  }

  private boolean below(Node node, Drawn domain) {
    return domains.stream()
        .anyMatch(own -> own.id().equals(node.powerDomain()) && own.isAtOrBelow(domain));
  }

  private static GpuModel modelOf(Node node) {
    return MODELS.stream()
        .filter(model -> model.id().equals(node.gpuModel()))
        .findFirst()
        .orElseThrow();
  }

  private PowerDomain rated(Drawn domain, long base, long rise) {
    long part = random.nextInt(3) == 0 ? 100 : random.nextInt(5, 95);
    long reserve = random.nextInt(3) * 10L;
    int permille = random.nextInt(2) == 0 ? 1000 : 800;
    long needed = base + rise * part / 100 + reserve;
    Drawn parent = domain.parent();
    return new PowerDomain(
        domain.id(),
        domain.site(),
        parent == null ? null : parent.id(),
        KINDS.get(domain.kind()),
        new Watts(Math.ceilDiv(needed * 1000, permille)),
        permille,
        new Watts(reserve),
        Watts.ZERO,
        ASSUMED);
  }
}
