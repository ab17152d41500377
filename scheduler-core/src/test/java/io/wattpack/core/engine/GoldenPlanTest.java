package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static io.wattpack.core.model.ServiceTier.INTERACTIVE;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.StopCause;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * A whole day as plans in text. A change of behaviour shows as a difference to {@code
 * golden/one-day.txt}; when it is meant, the text this test prints becomes the file.
 */
class GoldenPlanTest {
  private final StringBuilder told = new StringBuilder();

  private static FleetFixture twoSites() {
    return fleet()
        .tenant("dune", 3)
        .site("east", 5_500)
        .domain("east-box", "east", 5_000)
        .node("e1", "east-box", 4)
        .node("e2", "east-box", 4)
        .miner("east-old", "east", 1_500, 30_000)
        .miner("east-new", "east", 1_500, 16_000)
        .site("west", 4_000)
        .node("w1", "west", 4)
        .miner("west-new", "west", 1_000, 17_500)
        .model("mini", 250)
        .model("wide", 1000)
        .pool("mini", INTERACTIVE, 1, 2)
        .pool("mini", STANDARD, 0, 6)
        .pool("wide", STANDARD, 0, 4);
  }

  @Test
  void shouldDecideTheDayAsWritten() throws IOException {
    Scene scene = Scene.given(twoSites());
    tell("The fleet is applied", scene);
    tell("Miners confirm", scene.later(1_000).minersConfirmed().steps());
    tell(
        "A batch for five minutes on three replicas",
        scene.batch("b1", "mini", STANDARD, 900_000, 12).steps());
    tell("The heavier tenant wants a lot of wide", wide(scene.later(1_000)).steps());
    tell("Miners confirm", scene.later(1_000).minersConfirmed().steps());
    tell("A task of two GPUs and one that no node could hold", tasks(scene.later(1_000)).steps());
    tell("Miners confirm", scene.later(1_000).minersConfirmed().steps());
    tell(
        "East is limited to 2,500 W for ten minutes",
        scene.later(1_000).limitUntil("east", 2_500, scene.now() + 600_000).steps());
    tell("Sites confirm", scene.later(2_000).stopsConfirmed().minersConfirmed().steps());
    tell("The limit ends", scene.later(598_000).steps());
    tell(
        "The batches end",
        scene.later(1_000).progressed("b1", 2, 120, 900_000).ended("b1").ended("b2").steps());
    tell("A quiet minute later", scene.later(60_000).steps());
    tell("Sites confirm", scene.later(1_000).stopsConfirmed().minersConfirmed().steps());

    assertThat(told.toString()).isEqualTo(golden());
  }

  private static Scene wide(Scene scene) {
    return scene.batch("b2", "dune", "wide", STANDARD, 2_000_000, 40, scene.now() + 86_400_000);
  }

  private static Scene tasks(Scene scene) {
    return scene.task("t1", FLEX, 2, 1000).task("t2", FLEX, 9, 1000).stopped(1, StopCause.FAILED);
  }

  private void tell(String what, Scene scene) {
    told.append(what).append('\n');
    for (int step = 0; step < scene.plans.size(); step++) {
      told.append(step == 0 ? "" : "  then\n").append(PlanText.of(scene.plans.get(step)));
    }
  }

  private static String golden() throws IOException {
    try (InputStream file = GoldenPlanTest.class.getResourceAsStream("/golden/one-day.txt")) {
      return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
