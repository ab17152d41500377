package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Relief;
import io.wattpack.core.plan.ReliefStep;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A plan says what it expects to free when, and what each action loses. */
class ReliefTest {
  private static final long OFF_MILLIS = 1_000;
  private static final long STOP_MILLIS = 100;

  private static Relief relief(Scene scene) {
    return scene.plans.stream()
        .flatMap(plan -> plan.bundles().stream())
        .map(Bundle::relief)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  private static Scene twoTasks(long rating, String... miners) {
    FleetFixture fleet = fleet().site("solo", rating, STOP_MILLIS).cappable().node("n1", "solo", 2);
    for (String miner : miners) {
      fleet.stepped(miner, "solo", 1_000, 10, 30_000, 0, 5);
    }
    Scene scene = given(fleet).task("t1", FLEX, 1, 1000).task("t2", STANDARD, 1, 1000).steps();
    return scene.minersConfirmed().ready(1).ready(2).steps().minersConfirmed().steps();
  }

  @Test
  void shouldSayWhatMinersFreeAndWhen() {
    Scene scene = twoTasks(2_000, "old").limit("solo", 1_750).steps();

    Relief relief = relief(scene);

    assertThat(relief.domain().value()).isEqualTo("solo");
    assertThat(relief.asked()).isEqualTo(new Watts(250));
    assertThat(relief.steps())
        .containsExactly(
            new ReliefStep(new Watts(300), new EpochMillis(scene.now() + OFF_MILLIS), null, 1));
    assertThat(relief.expected()).isEqualTo(new Watts(300));
  }

  @Test
  void shouldSayWhatLowerCapsLose() {
    Scene scene = twoTasks(2_000).limit("solo", 900).steps();

    Relief relief = relief(scene);

    assertThat(relief.expected().value()).isBetween(100L, 104L);
    assertThat(relief.steps())
        .isNotEmpty()
        .allMatch(step -> step.by().equals(new EpochMillis(scene.now() + STOP_MILLIS)))
        .allMatch(step -> step.lossMicrosPerHour() != null && step.lossMicrosPerHour() > 0)
        .allMatch(step -> step.lossMicrosOnce() == 0);
  }

  @Test
  void shouldSayWhatStopsLose() {
    // 200 W idle: flexible work at 200 dollars a megawatt-hour and 500 W makes a tenth of a dollar
    // an hour, and has done a minute's worth of work.
    Scene scene = twoTasks(2_000).later(60_000).limit("solo", 450).steps();

    List<ReliefStep> stops =
        relief(scene).steps().stream().filter(step -> step.lossMicrosOnce() > 0).toList();

    assertThat(stops).hasSize(1);
    assertThat(stops.getFirst().lossMicrosPerHour()).isEqualTo(100_000);
    assertThat(stops.getFirst().lossMicrosOnce()).isEqualTo(1_666);
    assertThat(stops.getFirst().frees()).isEqualTo(new Watts(400));
  }

  @Test
  void shouldSayNothingOfWhatFreesNoWatts() {
    Scene scene = given(fleet().site("solo", 2_000).node("n1", "solo", 1));

    scene.task("t1", FLEX, 1, 1000).steps();

    assertThat(scene.plans)
        .flatExtracting(plan -> plan.bundles().stream().map(Bundle::relief).toList())
        .containsOnlyNulls();
  }
}
