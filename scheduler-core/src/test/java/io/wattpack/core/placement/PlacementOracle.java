package io.wattpack.core.placement;

import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.MigProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.state.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides by trying everything: slow, simple, with nothing in common with the search but the words
 * of the work and the scorer. Of the topology it takes only the numbers that things have.
 */
final class PlacementOracle {
  /** The filters in their order; a node that passes all of them has room. */
  static final int OTHER_MODEL = 0;

  static final int FREE_GPU = 1;
  static final int LINKED_GPU = 2;
  static final int SLICE = 3;
  static final int HOST_MEMORY = 4;
  static final int CPU = 5;
  static final int TAINT = 6;
  static final int CLOSED = 7;
  static final int ROOM = 8;

  private static final int NO_SLOT = -1;

  private final WorldBooks books;
  private final Topology topology;
  private final NodeScorer scorer;
  private final List<CountedNode> nodes = new ArrayList<>();
  private final WattsLeft left;
  private final List<String> tolerated;

  /** What counts: all, or as if there were watts, or as if there were no spread limits either. */
  enum Counts {
    ALL,
    NO_WATTS,
    NO_WATTS_NO_SPREAD
  }

  /**
   * A place for one member.
   *
   * @param slot of a share or slice; else -1
   * @param rise watts in all
   */
  record Spot(CountedNode node, Wanted.Way way, int slot, int score, long rise, long[] costs) {}

  /** Why a place that would have room lacks watts. */
  record Lack(PowerDomainId domain, long asked) {}

  PlacementOracle(
      WorldBooks books,
      Topology topology,
      NodeScorer scorer,
      List<String> tolerated,
      boolean hasHope) {
    this.books = books;
    this.tolerated = tolerated;
    this.topology = topology;
    this.scorer = scorer;
    left = new WattsLeft(books, hasHope);
    List<Node> ordered = new ArrayList<>(books.fleet().nodes());
    ordered.sort(
        (one, other) -> Integer.compare(topology.nodeOf(one.id()), topology.nodeOf(other.id())));
    for (Node node : ordered) {
      nodes.add(new CountedNode(books, node, topology.gpuModelOf(node.gpuModel())));
    }
  }

  /** The watts that are left, to take from. */
  WattsLeft left() {
    return left.copy();
  }

  CountedNode node(Node wanted) {
    return nodes.stream().filter(node -> node.node().equals(wanted)).findFirst().orElseThrow();
  }

  // ---- single members

  /** The best place for one member; null: there is none. */
  @Nullable Spot best(Wanted wanted, Counts counts) {
    Spot best = null;
    for (CountedNode node : nodes) {
      for (Wanted.Way way : wanted.ways()) {
        if (stage(node, way) == ROOM
            && (counts == Counts.NO_WATTS_NO_SPREAD || spreads(wanted, node))) {
          best = better(best, spotOn(wanted, node, way, counts));
        }
      }
    }
    return best;
  }

  private static @Nullable Spot better(@Nullable Spot best, @Nullable Spot spot) {
    boolean isBetter = spot != null && (best == null || compare(spot, best) < 0);
    return isBetter ? spot : best;
  }

  private static int compare(Spot one, Spot other) {
    return Arrays.compare(one.costs(), other.costs());
  }

  /** The GPU that the policy chooses of those whose rise is powered. */
  private @Nullable Spot spotOn(Wanted wanted, CountedNode node, Wanted.Way way, Counts counts) {
    Shape shape = shapeOf(way);
    if (way.gpus() == 0 || way.isWhole()) {
      int first = way.gpus() == 0 ? NO_SLOT : firstSlot(node, way);
      long rise = way.gpus() * node.riseWatts();
      return isPowered(node, rise, counts)
          ? spot(wanted, node, way, NO_SLOT, scorer.score(node, shape, first), rise)
          : null;
    }
    boolean byScore = scorer.choosesGpu() && way.slice() == null;
    Spot best = null;
    long bestBy = 0;
    for (int slot = 0; slot < node.gpuCount(); slot++) {
      if (takes(node, way, slot, true, true) && isPowered(node, node.riseWatts(slot), counts)) {
        int score = scorer.score(node, shape, slot);
        long by = byScore ? score : -node.milliFree(slot);
        if (best == null || by > bestBy) {
          best = spot(wanted, node, way, slot, score, node.riseWatts(slot));
          bestBy = by;
        }
      }
    }
    return best;
  }

  private Spot spot(
      Wanted wanted, CountedNode node, Wanted.Way way, int slot, int score, long rise) {
    long[] costs = {
      atSite(wanted, node),
      inZone(wanted, node),
      -score,
      topology.nodeOf(node.node().id()),
      wanted.ways().indexOf(way)
    };
    return new Spot(node, way, slot, score, rise, costs);
  }

  private long atSite(Wanted wanted, CountedNode node) {
    PoolId pool = wanted.pool();
    SiteId site = books.siteOf(node.node());
    return pool == null
        ? 0
        : books.replicas(pool).stream().filter(one -> books.siteOf(one).equals(site)).count();
  }

  private long inZone(Wanted wanted, CountedNode node) {
    PoolId pool = wanted.pool();
    PowerDomainId zone = zoneOf(node.node());
    return pool == null
        ? 0
        : books.replicas(pool).stream().filter(one -> zoneOf(one).equals(zone)).count();
  }

  private PowerDomainId zoneOf(Node node) {
    List<PowerDomain> above = books.above(node.powerDomain());
    return above.get(Math.max(0, above.size() - 2)).id();
  }

  private Shape shapeOf(Wanted.Way way) {
    MigProfile slice = way.slice();
    int model = topology.gpuModelOf(way.model());
    int mig =
        slice == null ? Shape.NO_MIG : topology.gpuModel(model).mig().profiles().indexOf(slice);
    return new Shape(
        model,
        way.gpus(),
        way.share(),
        way.memory(),
        way.needs().cpuMilli(),
        way.needs().memory().value(),
        way.isLinked(),
        mig,
        CountedNode.bits(tolerated));
  }

  private int firstSlot(CountedNode node, Wanted.Way way) {
    int slot = 0;
    while (!isFree(node, way, slot, true, true)) {
      slot++;
    }
    return slot;
  }

  private boolean isPowered(CountedNode node, long rise, Counts counts) {
    return counts != Counts.ALL || lack(node, rise) == null;
  }

  /** The lowest domain that feeds the node and lacks watts; null: none does. */
  @Nullable Lack lack(CountedNode node, long rise) {
    for (PowerDomain domain : books.above(node.node().powerDomain())) {
      long asked = left.rise(node.node(), rise, domain.id());
      if (left.of(domain.id()) < Math.max(0, asked)) {
        return new Lack(domain.id(), asked);
      }
    }
    return null;
  }

  private boolean spreads(Wanted wanted, CountedNode node) {
    return spreads(wanted, List.of(node.node()));
  }

  /** Whether all limits hold with members on those nodes besides the pool's. */
  boolean spreads(Wanted wanted, List<Node> added) {
    PoolId pool = wanted.pool();
    List<Node> all = new ArrayList<>(pool == null ? List.of() : books.members(pool));
    all.addAll(added);
    for (SpreadLimit limit : wanted.rules().spread()) {
      for (Node node : added) {
        String thing = thingOf(node, limit.level());
        long count = all.stream().filter(one -> thing.equals(thingOf(one, limit.level()))).count();
        if (!thing.isEmpty() && count > limit.replicasMax()) {
          return false;
        }
      }
    }
    return true;
  }

  /** The thing of that level that the node is in; empty: there is none. */
  private String thingOf(Node node, SpreadLevel level) {
    return switch (level) {
      case SITE -> books.siteOf(node).value();
      case GPU_CONTAINER -> node.gpuContainer().value();
      case NODE -> node.id().value();
      case INTERCONNECT, TRANSFORMER, FEEDER, CONTAINER_PDU, BRANCH, RACK ->
          books.above(node.powerDomain()).stream()
              .filter(domain -> domain.kind().name().equals(level.name()))
              .map(domain -> domain.id().value())
              .findFirst()
              .orElse("");
    };
  }

  // ---- filters

  /** The nearest that any node comes to having room. */
  int nearest(Wanted wanted) {
    int nearest = OTHER_MODEL;
    for (CountedNode node : nodes) {
      for (Wanted.Way way : wanted.ways()) {
        nearest = Math.max(nearest, stage(node, way));
      }
    }
    return nearest;
  }

  /** The first filter that rules the node out. */
  int stage(CountedNode node, Wanted.Way way) {
    GpuModel sheet = books.modelOf(node.node());
    if (!sheet.id().equals(way.model())
        || node.gpuCount() < way.gpus()
        || way.memory() > sheet.memory().value()) {
      return OTHER_MODEL;
    }
    if (way.gpus() > 0 && !hasGpus(node, way)) {
      return FREE_GPU;
    }
    if (way.isLinked() && !hasGroup(node, way, false, false)) {
      return LINKED_GPU;
    }
    if (way.slice() != null && !hasRoom(node, way, false, false)) {
      return SLICE;
    }
    if (node.hostMemoryFree() < way.needs().memory().value()) {
      return HOST_MEMORY;
    }
    if (node.cpuMilliFree() < way.needs().cpuMilli()) {
      return CPU;
    }
    if (!hasRoom(node, way, true, false)) {
      return TAINT;
    }
    return hasRoom(node, way, true, true) ? ROOM : CLOSED;
  }

  private boolean hasGpus(CountedNode node, Wanted.Way way) {
    if (way.slice() == null) {
      return way.isWhole() ? node.gpusFree() >= way.gpus() : hasRoom(node, way, false, false);
    }
    for (int slot = 0; slot < node.gpuCount(); slot++) {
      if (node.bookings(slot).isEmpty() || node.slicesUsed(slot) != 0) {
        return true;
      }
    }
    return false;
  }

  private boolean hasRoom(CountedNode node, Wanted.Way way, boolean taints, boolean closures) {
    if (way.gpus() == 0) {
      return (!taints || node.isTolerated(tolerated)) && (!closures || node.isNodeOpen());
    }
    if (way.isWhole()) {
      return hasGroup(node, way, taints, closures);
    }
    for (int slot = 0; slot < node.gpuCount(); slot++) {
      if (takes(node, way, slot, taints, closures)) {
        return true;
      }
    }
    return false;
  }

  /** Whether some linked group, or the node if links do not matter, has the GPUs free. */
  private boolean hasGroup(CountedNode node, Wanted.Way way, boolean taints, boolean closures) {
    return members(node, way, taints, closures) > 0;
  }

  /** How many members the free GPUs would do for. */
  private int members(CountedNode node, Wanted.Way way, boolean taints, boolean closures) {
    int size = way.isLinked() ? node.linkedGpus() : node.gpuCount();
    int members = 0;
    int free = 0;
    for (int slot = 0; slot < node.gpuCount(); slot++) {
      free = slot % size == 0 ? 0 : free;
      free += isFree(node, way, slot, taints, closures) ? 1 : 0;
      if (free == way.gpus()) {
        members++;
        free = 0;
      }
    }
    return members;
  }

  private boolean isFree(
      CountedNode node, Wanted.Way way, int slot, boolean taints, boolean closures) {
    return node.bookings(slot).isEmpty() && isUsable(node, slot, taints, closures);
  }

  private boolean isUsable(CountedNode node, int slot, boolean taints, boolean closures) {
    return (!taints || node.isTolerated(slot, tolerated)) && (!closures || node.isOpen(slot));
  }

  /** Whether the GPU takes the share or slice. */
  boolean takes(CountedNode node, Wanted.Way way, int slot, boolean taints, boolean closures) {
    if (!isUsable(node, slot, taints, closures)) {
      return false;
    }
    MigProfile slice = way.slice();
    if (slice == null) {
      return node.slicesUsed(slot) == 0
          && node.milliFree(slot) >= way.share()
          && node.memoryFree(slot) >= way.memory();
    }
    return slice.starts().stream().anyMatch(start -> isLegal(node, slot, slice, start));
  }

  /** Whether a slice may begin there. */
  boolean isLegal(CountedNode node, int slot, MigProfile slice, int start) {
    int index = node.migLayout().profiles().indexOf(slice);
    boolean isShared = node.slicesUsed(slot) == 0 && !node.bookings(slot).isEmpty();
    return !isShared
        && slice.starts().contains(start)
        && (node.slicesUsed(slot) & slice.mask(start)) == 0
        && node.sliceCount(slot, index) < slice.countMax();
  }

  // ---- gangs

  /** Whether all members have room together, at one site and on one GPU model. */
  boolean holdsGang(Wanted wanted, Counts counts) {
    for (Wanted.Way way : wanted.ways()) {
      for (SiteId site : books.fleet().sites().stream().map(one -> one.id()).toList()) {
        if (new Gang(wanted, way, site, counts).fits(0, way.members())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Tries every number of members on every node of one site. */
  private final class Gang {
    private final Wanted wanted;
    private final Counts counts;
    private final Wanted.Way way;
    private final List<CountedNode> candidates = new ArrayList<>();
    private final List<Integer> room = new ArrayList<>();
    private final List<Node> chosen = new ArrayList<>();
    private final WattsLeft supposed = left.copy();

    Gang(Wanted wanted, Wanted.Way way, SiteId site, Counts counts) {
      this.wanted = wanted;
      this.way = way;
      this.counts = counts;
      for (CountedNode node : nodes) {
        if (books.siteOf(node.node()).equals(site) && stage(node, way) == ROOM) {
          candidates.add(node);
          room.add(sideBySide(node, way));
        }
      }
    }

    boolean fits(int next, int members) {
      if (members == 0) {
        return true;
      }
      if (next == candidates.size()) {
        return false;
      }
      CountedNode node = candidates.get(next);
      int most = Math.min(members, room.get(next));
      int taken = 0;
      boolean fits = fits(next + 1, members);
      while (!fits && taken < most && take(node)) {
        taken++;
        fits = fits(next + 1, members - taken);
      }
      for (int i = 0; i < taken; i++) {
        giveBack(node);
      }
      return fits;
    }

    private boolean take(CountedNode node) {
      chosen.add(node.node());
      change(node, -1);
      if (counts != Counts.NO_WATTS_NO_SPREAD && !spreads(wanted, chosen) || !hasWatts(node)) {
        giveBack(node);
        return false;
      }
      return true;
    }

    private void giveBack(CountedNode node) {
      chosen.removeLast();
      change(node, 1);
    }

    private void change(CountedNode node, int sign) {
      supposed.take(node.node(), -sign * way.gpus() * node.riseWatts());
    }

    private boolean hasWatts(CountedNode node) {
      return counts != Counts.ALL || supposed.isEnough(node.node());
    }
  }

  /** How many members have room on the node together. */
  private int sideBySide(CountedNode node, Wanted.Way way) {
    long most = way.members();
    if (way.needs().cpuMilli() > 0) {
      most = Math.min(most, node.cpuMilliFree() / way.needs().cpuMilli());
    }
    if (way.needs().memory().value() > 0) {
      most = Math.min(most, node.hostMemoryFree() / way.needs().memory().value());
    }
    return (int) (way.gpus() == 0 ? most : Math.min(most, members(node, way, true, true)));
  }
}
