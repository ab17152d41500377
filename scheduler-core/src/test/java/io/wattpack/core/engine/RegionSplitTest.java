package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.RegionsTest.asks;
import static io.wattpack.core.engine.RegionsTest.region;
import static io.wattpack.core.engine.Scene.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.state.ReplicaStatus;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Watts;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * What the fleet must shed is split over its sites at the least loss, compared with every way to do
 * it. A GPU in use draws 400 W more than an idle one; a task that stops loses what it has done.
 */
class RegionSplitTest {
  private static final long SEED = Long.getLong("wattpack.sim.seed", 20_261_127L);
  private static final int FLEETS = 60;
  private static final int TASKS = 9;
  private static final long MINUTE = 60_000;
  private static final long FALL_MILLIS = 60 * MINUTE;

  private double worst = 1;
  private int exact;
  private int split;

  @Test
  void shouldSplitOverSitesAtTheLeastLoss() {
    for (int i = 0; i < FLEETS; i++) {
      compare(SEED + i);
    }
    System.out.printf(
        "%d fleets from seed %d: %d at the least loss, the worst %.2f %% above it, %d over sites%n",
        FLEETS, SEED, exact, 100 * (worst - 1), split);
    assertThat(worst).isLessThan(1.05);
    assertThat(split).isGreaterThan(FLEETS / 3);
  }

  private void compare(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Scene scene = busy(random);
    List<ReplicaStatus> running = scene.engine.status().replicas();
    long ceiling = region(scene, "fleet").ceiling().value();
    long target = ceiling - 400L * (1 + random.nextInt(10));
    scene.happens(asks("ev", "fleet", target, scene.now(), scene.now() + FALL_MILLIS)).steps();

    List<ReplicaStatus> stopped =
        running.stream().filter(each -> scene.stops().contains(each.id().value())).toList();
    assertThat(region(scene, "fleet").breach()).as("seed %d", seed).isEqualTo(Watts.ZERO);
    assertThat(ceiling - freed(stopped)).as("seed %d", seed).isLessThanOrEqualTo(target);
    long least = leastLoss(running, ceiling - target, scene.now());
    long loss = loss(stopped, scene.now());
    worst = Math.max(worst, (double) loss / least);
    exact += loss == least ? 1 : 0;
    TreeSet<String> sites = new TreeSet<>();
    stopped.forEach(each -> sites.add(each.site().value()));
    split += sites.size() > 1 ? 1 : 0;
  }

  /** Two or three sites full of tasks of one to three GPUs that have run for a while. */
  private static Scene busy(RandomGenerator random) {
    FleetFixture fleet = fleet();
    int sites = 2 + random.nextInt(2);
    for (int site = 0; site < sites; site++) {
      fleet.site("s" + site, 50_000).node("n" + site, "s" + site, 4);
      fleet.node("m" + site, "s" + site, 4);
    }
    Scene scene = given(fleet);
    for (int task = 0; task < TASKS; task++) {
      TaskWork work =
          new TaskWork(
              1 + random.nextInt(3),
              new GpuShare(1000),
              new Mebibytes(1_000),
              List.of(),
              10 * FALL_MILLIS);
      scene.task("t" + task, ServiceTier.FLEX, work).steps();
      scene.later(MINUTE * random.nextInt(30));
    }
    return scene;
  }

  private static long freed(List<ReplicaStatus> stopped) {
    return stopped.stream().mapToLong(each -> 400L * each.devices().size()).sum();
  }

  private static long loss(List<ReplicaStatus> stopped, long now) {
    return stopped.stream()
        .mapToLong(each -> each.devices().size() * (FALL_MILLIS + now - each.since().value()))
        .sum();
  }

  private static long leastLoss(List<ReplicaStatus> running, long watts, long now) {
    long least = Long.MAX_VALUE;
    for (int some = 0; some < 1 << running.size(); some++) {
      int chosen = some;
      List<ReplicaStatus> stopped =
          running.stream().filter(each -> (chosen >> running.indexOf(each) & 1) == 1).toList();
      if (freed(stopped) >= watts) {
        least = Math.min(least, loss(stopped, now));
      }
    }
    return least;
  }
}
