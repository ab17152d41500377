package io.wattpack.core.check;

import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerCooling;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.plan.image.FleetDrain;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The books counted from nothing: from the fleet, the living replicas and the miner states, with no
 * running sum.
 */
final class Recount {
  // More than the fleets of these tests have of one kind.
  private static final int THINGS_MAX = 100;

  private final Books books;
  private final Map<String, Long> lines = new TreeMap<>();

  private Recount(PlanChecker checker) {
    books = checker.books();
  }

  /** What the books must say. */
  static Map<String, Long> of(PlanChecker checker) {
    Recount recount = new Recount(checker);
    recount
        .fleet()
        .powerDomains()
        .forEach(domain -> recount.add(domain.id(), domain.base().value()));
    recount.fleet().minerGroups().forEach(recount::addMiner);
    recount.books.livingReplicas().forEach(recount::addReplica);
    recount.fleet().nodes().forEach(recount::addNode);
    recount.fleet().gpuContainers().forEach(recount::addCooling);
    return recount.lines;
  }

  /** What the books say. */
  static Map<String, Long> booked(PlanChecker checker) {
    Recount recount = new Recount(checker);
    HardwareBooks hardware = recount.books.hardware();
    for (int domain = 0; domain < hardware.fleet.domainCount(); domain++) {
      recount.note("watts " + hardware.fleet.domain(domain).id(), hardware.power.ceiling(domain));
    }
    recount.fleet().nodes().forEach(recount::noteNode);
    recount.fleet().pools().forEach(recount::notePool);
    recount.note("in the way of the wanted fleet", hardware.drains.users());
    return recount.lines;
  }

  private void noteNode(Node node) {
    HardwareBooks hardware = books.hardware();
    int number = hardware.fleet.nodeOf(node.id());
    note("cores " + node.id(), hardware.hosts.cpuMilliBooked(number));
    note("main memory " + node.id(), hardware.hosts.memoryBooked(number));
    for (int slot = 0; slot < node.gpuCount(); slot++) {
      int device = hardware.fleet.deviceOf(number, slot);
      note(device("milli", node.id(), slot), hardware.devices.milliBooked(device));
      note(device("mebibytes", node.id(), slot), hardware.devices.memoryBooked(device));
      note(device("slices", node.id(), slot), hardware.devices.slicesBooked(device));
    }
  }

  private void notePool(PoolSpec pool) {
    HardwareBooks hardware = books.hardware();
    int number = hardware.fleet.poolOf(pool.id());
    note("replicas " + pool.id(), hardware.pools.replicasOf(number));
    for (SpreadLimit limit : pool.rules().spread()) {
      for (int thing = 0; thing < THINGS_MAX; thing++) {
        long count = hardware.pools.standing(number, limit, thing);
        if (count > 0) {
          note(standing(pool, limit, thing), count);
        }
      }
    }
  }

  private String standing(PoolSpec pool, SpreadLimit limit, int thing) {
    String name = books.hardware().fleet.nameOf(limit.level(), thing);
    return "standing %s in %s %s".formatted(pool.id(), limit.level().label(), name);
  }

  private io.wattpack.core.model.Fleet fleet() {
    return books.hardware().fleet.fleet;
  }

  private void addMiner(MinerGroup miner) {
    int steps = books.hardware().miners.most(books.hardware().fleet.minerOf(miner.id()));
    if (!miner.isSwitchable() || steps > 0) {
      add(miner.powerDomain(), (miner.watts().value() * steps - 1) / miner.steps() + 1);
    }
  }

  private void addReplica(LivingReplica replica) {
    FleetBook fleet = books.hardware().fleet;
    for (int gpu = 0; gpu < replica.gpus(); gpu++) {
      int node = replica.nodeOfGpu(gpu);
      addDevice(replica, fleet.node(node), fleet.slotOf(node, replica.gpu(gpu)));
    }
    for (int member = 0; member < replica.members(); member++) {
      NodeId node = fleet.node(replica.nodeOf(member)).id();
      note("cores " + node, replica.cpuMilli());
      note("main memory " + node, replica.mainMemory());
    }
    FleetDrain drain = fleet.drain();
    if (drain != null && isInTheWay(replica, drain)) {
      note("in the way of the wanted fleet", 1);
    }
    if (replica.owner() instanceof PoolId pool && !replica.isLeaving()) {
      addToPool(replica, pool);
    }
  }

  private boolean isInTheWay(LivingReplica replica, FleetDrain drain) {
    boolean isOnNode =
        IntStream.range(0, replica.members())
            .mapToObj(member -> books.hardware().fleet.node(replica.nodeOf(member)).id())
            .anyMatch(drain.nodes()::contains);
    return isOnNode || (replica.owner() instanceof PoolId pool && drain.pools().contains(pool));
  }

  private void addDevice(LivingReplica replica, Node node, int slot) {
    note(device("milli", node.id(), slot), replica.milli());
    note(device("mebibytes", node.id(), slot), replica.memory());
    if (replica.slice() != 0) {
      long place = replica.slice() / 8;
      note(device("slices", node.id(), slot), place << (4 * (replica.slice() % 8)));
    }
  }

  private void addToPool(LivingReplica replica, PoolId id) {
    note("replicas " + id, replica.isPaused() ? 0 : 1);
    PoolSpec pool = books.hardware().fleet.pool(id);
    for (SpreadLimit limit : pool.rules().spread()) {
      for (int member = 0; member < replica.members(); member++) {
        int thing = books.hardware().fleet.thingOf(limit.level(), replica.nodeOf(member));
        if (thing >= 0) {
          note(standing(pool, limit, thing), 1);
        }
      }
    }
  }

  private void addNode(Node node) {
    add(node.powerDomain(), nodeWatts(node));
  }

  private long nodeWatts(Node node) {
    long watts = node.base().value();
    for (int slot = 0; slot < node.gpuCount(); slot++) {
      watts += deviceWatts(node, lines.getOrDefault(device("milli", node.id(), slot), 0L) > 0);
    }
    return watts;
  }

  /** At 30 degrees, because nobody tells the weather. */
  private void addCooling(GpuContainer box) {
    GpuContainerCooling cooling = box.cooling();
    if (cooling == null) {
      return;
    }
    long servers =
        fleet().nodes().stream()
            .filter(node -> node.gpuContainer().equals(box.id()))
            .mapToLong(this::nodeWatts)
            .sum();
    long warmer = Math.max(0, 30_000 - cooling.fromMilliCelsius());
    long millionths = 1000L * cooling.excessPermille() + warmer * cooling.excessPermillePerKelvin();
    add(cooling.powerDomain(), -Math.floorDiv(-servers * millionths, 1_000_000L));
  }

  private long deviceWatts(Node node, boolean isBooked) {
    GpuModel gpuModel =
        fleet().gpuModels().stream()
            .filter(model -> model.id().equals(node.gpuModel()))
            .findFirst()
            .orElseThrow();
    long idle = gpuModel.idle().value();
    long rise = isBooked ? gpuModel.peak().value() - idle : 0;
    return withOverhead(node, idle) + withOverhead(node, rise);
  }

  private static long withOverhead(Node node, long watts) {
    return (watts * (1000 + node.overheadPermille()) + 999) / 1000;
  }

  private void add(PowerDomainId id, long watts) {
    List<PowerDomain> domains = fleet().powerDomains();
    PowerDomain domain =
        domains.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    note("watts " + id, watts);
    if (domain.parent() != null) {
      add(domain.parent(), watts);
    }
  }

  private void note(String line, long amount) {
    if (amount != 0) {
      lines.merge(line, amount, Long::sum);
    }
  }

  private static String device(String what, NodeId node, int slot) {
    return "%s %s:%d".formatted(what, node, slot);
  }
}
