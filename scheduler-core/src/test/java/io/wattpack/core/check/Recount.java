package io.wattpack.core.check;

import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerState;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.plan.DeviceBooking;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The books counted from nothing: from the fleet, the living replicas and the miner states, with no
 * running sum.
 */
final class Recount {
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
    recount
        .books
        .livingReplicas()
        .forEach(replica -> replica.devices().forEach(recount::addBooking));
    recount.fleet().nodes().forEach(recount::addNode);
    return recount.lines;
  }

  /** What the books say. */
  static Map<String, Long> booked(PlanChecker checker) {
    Recount recount = new Recount(checker);
    HardwareBooks hardware = recount.books.hardware();
    for (int domain = 0; domain < hardware.fleet.domainCount(); domain++) {
      recount.note("watts " + hardware.fleet.domain(domain).id(), hardware.power.ceiling(domain));
    }
    for (Node node : recount.fleet().nodes()) {
      int number = hardware.fleet.nodeOf(node.id());
      for (int slot = 0; slot < node.gpuCount(); slot++) {
        recount.note(device("milli", node.id(), slot), hardware.devices.milliBooked(number, slot));
        recount.note(
            device("mebibytes", node.id(), slot), hardware.devices.memoryBooked(number, slot));
      }
    }
    return recount.lines;
  }

  private io.wattpack.core.model.Fleet fleet() {
    return books.hardware().fleet.fleet;
  }

  private void addMiner(MinerGroup miner) {
    MinerState state = books.hardware().miners.state(books.hardware().fleet.minerOf(miner.id()));
    if (!miner.isSwitchable() || state != MinerState.OFF) {
      add(miner.powerDomain(), miner.watts().value());
    }
  }

  private void addBooking(DeviceBooking booking) {
    note(device("milli", booking.node(), booking.slot()), booking.share().milli());
    note(device("mebibytes", booking.node(), booking.slot()), booking.memory().value());
  }

  private void addNode(Node node) {
    long watts = node.base().value();
    for (int slot = 0; slot < node.gpuCount(); slot++) {
      watts += deviceWatts(node, lines.getOrDefault(device("milli", node.id(), slot), 0L) > 0);
    }
    add(node.powerDomain(), watts);
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
