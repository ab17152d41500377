package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static io.wattpack.core.model.ServiceTier.INTERACTIVE;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A limit falls where no miner can carry the loss. */
class CurtailedWorkTest {
  private static final long RUN_MILLIS = 3_600_000;

  /** A member for each, of one GPU. */
  private static TaskWork gang(int members) {
    return new TaskWork(
        1,
        new GpuShare(1000),
        new Mebibytes(1_000),
        List.of(),
        RUN_MILLIS,
        NodeNeeds.NONE,
        members,
        PlacementRules.NONE,
        true);
  }

  @Test
  void shouldLoseTheLeastValue() {
    // 400 W idle, 400 W for each of four GPUs: one must go, and standard is worth more than flex.
    Scene scene = given(fleet().site("solo", 10_000).node("n1", "solo", 4));
    scene.task("t1", FLEX, 1, 1000).steps();
    scene.later(1).task("t2", STANDARD, 1, 1000).steps();
    scene.later(1).task("t3", STANDARD, 1, 1000).task("t4", INTERACTIVE, 1, 1000).steps();

    scene.limit("solo", 1_600).steps();

    assertThat(scene.stops()).containsExactly(1L);
  }

  @Test
  void shouldStopGangsWholeOrNotAtAll() {
    Scene scene =
        given(
            fleet()
                .site("solo", 10_000)
                .domain("left", "solo", 5_000)
                .domain("right", "solo", 5_000)
                .node("l1", "left", 2)
                .node("r1", "right", 2));
    scene.task("gang", FLEX, gang(3)).steps();
    scene.later(1).task("single", FLEX, 1, 1000).steps();
    long gang = scene.engine.status().replicas().getFirst().id().value();
    long single = scene.engine.status().replicas().getLast().id().value();

    scene.limit("solo", 1_600).steps();
    assertThat(scene.stops()).containsExactly(single);

    scene.limit("solo", 1_500).steps();
    assertThat(scene.stops()).containsExactly(gang);
  }

  @Test
  void shouldStopTheTaskThatLosesLeastWork() {
    Scene scene = given(fleet().site("solo", 10_000).node("n1", "solo", 2));
    scene.task("t1", FLEX, 1, 1000).steps();
    scene.later(1_800_000).task("t2", FLEX, 1, 1000).steps();

    scene.limit("solo", 600).steps();

    assertThat(scene.stops()).containsExactly(2L);
  }
}
