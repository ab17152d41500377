package io.wattpack.core.check;

import static io.wattpack.core.check.GangFleet.G1;
import static io.wattpack.core.check.GangFleet.G2;
import static io.wattpack.core.check.GangFleet.G3;
import static io.wattpack.core.check.GangFleet.GANG;
import static io.wattpack.core.check.GangFleet.chat;
import static io.wattpack.core.check.GangFleet.gpu;
import static io.wattpack.core.check.GangFleet.needs;
import static io.wattpack.core.check.GangFleet.on;
import static io.wattpack.core.check.GangFleet.replica;
import static io.wattpack.core.check.GangFleet.small;
import static io.wattpack.core.check.GangFleet.task;
import static io.wattpack.core.check.GangFleet.tiny;
import static io.wattpack.core.check.GangFleet.work;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.NodeReadinessChanged;
import io.wattpack.core.event.ReplicaStopped;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Decision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** What can happen on a {@link GangFleet}, drawn at random. */
final class GangEvents {
  private GangEvents() {}

  static void happens(CheckedWorld world, RandomGenerator random) {
    ReplicaId replica = new ReplicaId(1 + random.nextInt(40));
    switch (random.nextInt(10)) {
      case 0, 1 -> world.happens(new ReplicaStopped(replica, StopCause.REQUESTED));
      case 2 -> world.submitted("task", work(random.nextInt(2), needs(1000, 10), 2));
      case 3 -> world.happens(new NodeReadinessChanged(G2, random.nextBoolean()));
      case 4 -> world.happens(new FleetApplied(reordered(random), ManagedBy.FILE));
      default -> propose(world, random);
    }
  }

  private static Fleet reordered(RandomGenerator random) {
    Fleet fleet = GangFleet.fleet();
    List<Node> nodes = new ArrayList<>(fleet.nodes());
    Collections.shuffle(nodes, new Random(random.nextLong()));
    return new Fleet(
        fleet.sites(),
        fleet.powerDomains(),
        fleet.gpuContainers(),
        nodes,
        fleet.gpuModels(),
        fleet.minerGroups(),
        fleet.modelProfiles(),
        fleet.pools(),
        fleet.tenants());
  }

  private static void propose(CheckedWorld world, RandomGenerator random) {
    long fresh = world.checker.books().lastReplica() + 1;
    Bundle bundle = Bundle.of(decision(random, fresh), decision(random, fresh + 1));
    boolean isSound = world.checker.judge(bundle, world.now()).isSound();
    assertThat(world.checker.admit(bundle, world.now()).isSound()).isEqualTo(isSound);
    world.checker.admit(Bundle.of(decision(random, fresh + 2)), world.now());
  }

  private static Decision decision(RandomGenerator random, long fresh) {
    NodeId node = List.of(G1, G2, G3).get(random.nextInt(3));
    int slot = random.nextInt(3);
    return switch (random.nextInt(6)) {
      case 0 -> CheckedWorld.stop(1 + random.nextInt((int) fresh));
      case 1 -> chat(fresh, node, slot);
      case 2, 3 -> tiny(fresh, small(random.nextInt(2), random.nextInt(7)));
      case 4 ->
          replica(
              fresh,
              GANG,
              List.of(on(G1), on(G2)),
              gpu(G1, slot, 800),
              gpu(G1, slot + 1, 800),
              gpu(G2, slot, 800),
              gpu(G2, slot + 1, 800));
      default -> gangTask(random, fresh, node);
    };
  }

  private static Decision gangTask(RandomGenerator random, long fresh, NodeId node) {
    return random.nextBoolean()
        ? task(fresh, List.of(on(node, 1000, 10), on(node, 1000, 10)))
        : task(
            fresh,
            List.of(on(G1, 1000, 10), on(node, 1000, 10)),
            gpu(G1, 3, 100),
            gpu(node, 0, 100));
  }
}
