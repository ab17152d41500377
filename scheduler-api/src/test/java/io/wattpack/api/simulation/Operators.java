package io.wattpack.api.simulation;

import io.wattpack.core.event.Event;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.LimitChanged;
import io.wattpack.core.event.MinerLimitChanged;
import io.wattpack.core.event.PlaceClosed;
import io.wattpack.core.event.PolicyApplied;
import io.wattpack.core.event.PowerEventPosted;
import io.wattpack.core.model.Closure;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerLimit;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.Place;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.model.PolicyName;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.model.PowerEventKind;
import io.wattpack.core.model.TypicalShape;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The operators of the fleet: limits that fall, rise and expire, and edits of the fleet. Every
 * number they were given is held against the journal.
 */
final class Operators {
  private final Random random;
  private final Fleet atFirst;
  private final Consumer<Throwable> onBroken;
  private final Map<Long, Event> acknowledged = new TreeMap<>();
  private int added;

  Operators(Random random, Fleet atFirst, Consumer<Throwable> onBroken) {
    this.random = random;
    this.atFirst = atFirst;
    this.onBroken = onBroken;
  }

  void apply(ServiceProcess service, Fleet fleet) {
    submit(service, new FleetApplied(fleet, ManagedBy.FILE));
  }

  /** To nothing, to a part, to what it was before; for ever or for a while. */
  void changeLimit(ServiceProcess service, Fleet fleet, EpochMillis now) {
    if (!fleet.minerGroups().isEmpty() && random.nextInt(4) == 0) {
      changeMinerLimit(service, fleet, now);
      return;
    }
    PowerDomain domain = fleet.powerDomains().get(random.nextInt(fleet.powerDomains().size()));
    Watts limit =
        switch (random.nextInt(6)) {
          case 0, 1 -> Watts.ZERO;
          case 2, 3 -> new Watts(random.nextLong(domain.rating().value() + 1));
          default -> null;
        };
    EpochMillis until =
        limit == null || random.nextBoolean() ? null : now.plusMillis(1 + random.nextInt(60_000));
    submit(service, new LimitChanged(domain.id(), limit, until));
  }

  private void changeMinerLimit(ServiceProcess service, Fleet fleet, EpochMillis now) {
    MinerGroup group = fleet.minerGroups().get(random.nextInt(fleet.minerGroups().size()));
    EpochMillis until = random.nextBoolean() ? null : now.plusMillis(1 + random.nextInt(60_000));
    MinerLimit limit =
        random.nextInt(3) == 0 ? null : new MinerLimit(random.nextInt(group.steps() + 1), until);
    submit(service, new MinerLimitChanged(group.id(), limit));
  }

  /** For a minute or two, soon, of some domain. */
  void postPowerEvent(ServiceProcess service, Fleet fleet, EpochMillis now) {
    if (fleet.powerDomains().isEmpty()) {
      return;
    }
    PowerDomain domain = fleet.powerDomains().get(random.nextInt(fleet.powerDomains().size()));
    EpochMillis start = now.plusMillis(random.nextInt(10_000));
    submit(
        service,
        new PowerEventPosted(
            new PowerEvent(
                new PowerEventId("ev-" + random.nextInt(4)),
                domain.id(),
                new Watts(random.nextLong(domain.rating().value() + 1)),
                PowerEventKind.HARD,
                now,
                start,
                random.nextInt(20_000),
                start.plusMillis(1 + random.nextInt(120_000)),
                null)));
  }

  void clearLimits(ServiceProcess service, Fleet fleet) {
    fleet.minerGroups().forEach(group -> submit(service, new MinerLimitChanged(group.id(), null)));
    fleet
        .powerDomains()
        .forEach(domain -> submit(service, new LimitChanged(domain.id(), null, null)));
  }

  /** Some place, for ever or for a while; now and then one that is open is opened. */
  void changeClosure(ServiceProcess service, Fleet fleet, EpochMillis now) {
    Closure closure = Closure.values()[random.nextInt(Closure.values().length)];
    EpochMillis until =
        closure == Closure.OPEN || random.nextBoolean()
            ? null
            : now.plusMillis(1 + random.nextInt(60_000));
    submit(service, new PlaceClosed(place(fleet), closure, until));
  }

  private Place place(Fleet fleet) {
    Node node = fleet.nodes().get(random.nextInt(fleet.nodes().size()));
    return switch (random.nextInt(8)) {
      case 0 -> fleet.sites().get(random.nextInt(fleet.sites().size())).id();
      case 1 -> node.gpuContainer();
      case 2, 3, 4 -> node.id();
      default -> new GpuId(node.id(), random.nextInt(node.gpuCount()));
    };
  }

  void openAll(ServiceProcess service, List<PlaceClosed> closed) {
    closed.forEach(each -> submit(service, new PlaceClosed(each.place(), Closure.OPEN, null)));
  }

  void choosePolicy(ServiceProcess service) {
    PolicyName name = PolicyName.values()[random.nextInt(PolicyName.values().length)];
    List<TypicalShape> typical =
        List.of(
            new TypicalShape(500, 1, 300, List.of(), 3),
            new TypicalShape(0, 1, 1000, List.of(), 1));
    submit(
        service,
        new PolicyApplied(new PlacementPolicy(name, typical, random.nextInt(9), 100, null)));
  }

  /**
   * A node more or less, a pool larger or smaller, everything as it was at first; what is given up
   * and in use is drained.
   */
  void editFleet(ServiceProcess service, Fleet fleet) {
    List<Node> nodes = new ArrayList<>(fleet.nodes());
    List<PoolSpec> pools = new ArrayList<>(fleet.pools());
    switch (random.nextInt(7)) {
      case 0 -> {
        Node like = nodes.get(random.nextInt(nodes.size()));
        nodes.add(more(like));
      }
      case 1 ->
          nodes.removeIf(node -> node.id().value().startsWith("added") && random.nextBoolean());
      case 2, 4, 5 -> nodes.remove(random.nextInt(nodes.size()));
      case 3 -> nodes.addAll(missing(nodes));
      default -> {
        int which = random.nextInt(pools.size());
        int min = random.nextInt(2);
        pools.set(which, new PoolSpec(pools.get(which).id(), min, 1 + min + random.nextInt(4)));
      }
    }
    apply(service, with(fleet, nodes, pools));
  }

  /** Nodes of the first fleet that are no longer there. */
  private List<Node> missing(List<Node> nodes) {
    return atFirst.nodes().stream()
        .filter(node -> nodes.stream().noneMatch(other -> other.id().equals(node.id())))
        .toList();
  }

  private Node more(Node like) {
    added++;
    return new Node(
        new NodeId("added-" + added),
        like.gpuContainer(),
        like.powerDomain(),
        like.gpuModel(),
        1,
        new Watts(1),
        like.overheadPermille(),
        like.source());
  }

  private static Fleet with(Fleet fleet, List<Node> nodes, List<PoolSpec> pools) {
    return new Fleet(
        fleet.sites(),
        fleet.powerDomains(),
        fleet.gpuContainers(),
        nodes,
        fleet.gpuModels(),
        fleet.minerGroups(),
        fleet.modelProfiles(),
        pools,
        fleet.tenants());
  }

  private void submit(ServiceProcess service, Event event) {
    var unused =
        service
            .submit(event)
            .whenComplete((number, failure) -> answered(service, event, number, failure));
  }

  private void answered(
      ServiceProcess service, Event event, @Nullable Long number, @Nullable Throwable failure) {
    if (service.isDead()) {
      return;
    }
    if (number == null) {
      onBroken.accept(new BrokenRun("An operator's order failed: " + failure, failure));
    } else {
      acknowledged.put(number, event);
    }
  }

  /** What was acknowledged is in the journal, under the number that was given. */
  void check(ServiceProcess service) {
    acknowledged.forEach(
        (number, event) -> {
          Event found = service.journal().read(number - 1, 1).getFirst().input().event();
          if (!found.equals(event)) {
            throw new BrokenRun(
                "Promise 3: input %d was %s and is %s.".formatted(number, event, found));
          }
        });
  }

  long acknowledged() {
    return acknowledged.size();
  }
}
