package io.wattpack.core.check;

import static io.wattpack.core.check.CheckedWorld.ASIC;
import static io.wattpack.core.check.CheckedWorld.BIG;
import static io.wattpack.core.check.CheckedWorld.LEFT;
import static io.wattpack.core.check.CheckedWorld.N1;
import static io.wattpack.core.check.CheckedWorld.N2;
import static io.wattpack.core.check.CheckedWorld.POOL;
import static io.wattpack.core.check.CheckedWorld.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.JobCancelled;
import io.wattpack.core.event.MinerStarted;
import io.wattpack.core.event.MinerStopped;
import io.wattpack.core.event.ReplicaReady;
import io.wattpack.core.event.ReplicaStopped;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerCooling;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.ReplicaPause;
import io.wattpack.core.plan.ReplicaResume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever happens in whatever order: the running sums are what a count from nothing gives. */
class BooksRecountTest {
  private static final int STEPS = 120;
  private static final ReplicaOwner TASK = new JobId("task-1");

  @Property(tries = 60)
  void shouldSayWhatARecountSaysWhenAnythingHappens(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    CheckedWorld world = new CheckedWorld();
    for (int step = 0; step < STEPS; step++) {
      happens(world, random);
      assertThat(Recount.booked(world.checker)).isEqualTo(Recount.of(world.checker));
    }
  }

  @Property(tries = 60)
  void shouldBeAsBeforeWhenAnythingIsRolledBack(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    CheckedWorld world = new CheckedWorld();
    for (int step = 0; step < STEPS; step++) {
      happens(world, random);
    }
    Map<String, Long> before = Recount.booked(world.checker);
    world.checker.checkpoint();
    for (int step = 0; step < STEPS; step++) {
      happens(world, random);
    }

    world.checker.rollback();

    assertThat(Recount.booked(world.checker)).isEqualTo(before);
    assertThat(Recount.of(world.checker)).isEqualTo(before);
  }

  @Property(tries = 60)
  void shouldCountMembersSlicesAndSpreadRightWhenAnythingHappens(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    CheckedWorld world = GangFleet.world();
    for (int step = 0; step < STEPS; step++) {
      boolean isTried = step % 10 == 0;
      Map<String, Long> before = Recount.booked(world.checker);
      if (isTried) {
        world.checker.checkpoint();
      }
      GangEvents.happens(world, random);
      assertThat(Recount.booked(world.checker)).isEqualTo(Recount.of(world.checker));
      if (isTried) {
        world.checker.rollback();
        assertThat(Recount.booked(world.checker)).isEqualTo(before);
      }
    }
  }

  private static void happens(CheckedWorld world, RandomGenerator random) {
    world.after(random.nextInt(40_000));
    ReplicaId replica = new ReplicaId(1 + random.nextInt(30));
    switch (random.nextInt(14)) {
      case 0 -> world.happens(new ReplicaReady(replica));
      case 1, 2, 3 -> world.happens(new ReplicaStopped(replica, any(random, StopCause.values())));
      case 4 ->
          world.happens(new MinerStarted(ASIC, random.nextInt(5) - 1, answered(world, random)));
      case 5 ->
          world.happens(new MinerStopped(ASIC, random.nextInt(5) - 1, answered(world, random)));
      case 6 -> world.submitted("task-1", CheckedWorld.work(1, 400, 100));
      case 7 -> world.happens(new JobCancelled(new JobId("task-1")));
      case 8 -> world.limit(LEFT, random.nextInt(5000));
      case 9 -> world.happens(new FleetApplied(fleet(random), ManagedBy.FILE));
      default -> propose(world, random);
    }
  }

  private static long answered(CheckedWorld world, RandomGenerator random) {
    return world.checker.books().hardware().miners.lastOrder() - random.nextInt(2);
  }

  private static void propose(CheckedWorld world, RandomGenerator random) {
    Bundle bundle = new Bundle(decisions(world, random));
    boolean isSound = world.checker.judge(bundle, world.now()).isSound();
    if (random.nextBoolean()) {
      assertThat(world.checker.admit(bundle, world.now()).isSound()).isEqualTo(isSound);
    } else if (isSound) {
      world.checker.accept(bundle, world.now());
    }
  }

  private static List<Decision> decisions(CheckedWorld world, RandomGenerator random) {
    List<Decision> decisions = new ArrayList<>();
    long fresh = world.checker.books().lastReplica() + 1;
    long order = world.checker.books().hardware().miners.lastOrder() + 1;
    decisions.add(decision(random, fresh, order));
    if (random.nextInt(4) == 0) {
      decisions.add(decision(random, fresh + 1, order + 1));
    }
    return decisions;
  }

  private static Decision decision(RandomGenerator random, long fresh, long order) {
    return switch (random.nextInt(9)) {
      case 0 -> CheckedWorld.on(ASIC, random.nextInt(4), order);
      case 1 -> CheckedWorld.off(ASIC, random.nextInt(4), order);
      case 2 -> CheckedWorld.stop(1 + random.nextInt((int) Math.max(1, fresh)));
      case 7 -> new ReplicaPause(anyReplica(random, fresh), CheckedWorld.REASON);
      case 8 -> new ReplicaResume(anyReplica(random, fresh), CheckedWorld.REASON);
      case 3 -> CheckedWorld.big(fresh, random.nextInt(5));
      case 4 -> CheckedWorld.start(fresh, TASK, ServiceTier.FLEX, 5000, share(random));
      default -> CheckedWorld.start(fresh, POOL, ServiceTier.STANDARD, 0, half(random));
    };
  }

  private static ReplicaId anyReplica(RandomGenerator random, long fresh) {
    return new ReplicaId(1 + random.nextInt((int) Math.max(1, fresh)));
  }

  private static DeviceBooking half(RandomGenerator random) {
    return CheckedWorld.device(N2, random.nextInt(2), 500, 200);
  }

  private static DeviceBooking share(RandomGenerator random) {
    return CheckedWorld.device(any(random, N1, N2), random.nextInt(2), 400, 100);
  }

  private static Fleet fleet(RandomGenerator random) {
    Fleet fleet = CheckedWorld.fleet();
    List<Node> nodes = new ArrayList<>(fleet.nodes());
    nodes.set(0, node("n1", "box1", LEFT, BIG, 1 + random.nextInt(6), random.nextInt(300), 100));
    if (random.nextBoolean()) {
      nodes.add(random.nextInt(3), node("n3", "box1", LEFT, BIG, 2, 10, random.nextInt(1000)));
    }
    if (random.nextInt(4) == 0) {
      nodes.remove(random.nextInt(nodes.size()));
    }
    return new Fleet(
        fleet.sites(),
        fleet.powerDomains(),
        fleet.gpuContainers().stream().map(box -> perhapsCooled(box, random)).toList(),
        nodes,
        fleet.gpuModels(),
        fleet.minerGroups(),
        fleet.modelProfiles(),
        fleet.pools(),
        fleet.tenants());
  }

  private static GpuContainer perhapsCooled(GpuContainer box, RandomGenerator random) {
    if (random.nextBoolean()) {
      return box;
    }
    PowerDomainId feeder = random.nextBoolean() ? box.powerDomain() : CheckedWorld.GRID;
    GpuContainerCooling cooling =
        new GpuContainerCooling(
            random.nextInt(400), random.nextInt(20), 25_000, null, 0, 30_000, feeder);
    return new GpuContainer(box.id(), box.powerDomain(), box.taints(), cooling);
  }

  @SafeVarargs
  private static <T> T any(RandomGenerator random, T... values) {
    return values[random.nextInt(values.length)];
  }
}
