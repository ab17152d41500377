package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static io.wattpack.core.model.ServiceTier.INTERACTIVE;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.plan.Decision;
import io.wattpack.core.units.Watts;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 128 GPUs of 500 W that take caps from 140 W up, all at work: 56 for interactive replicas, 40 for
 * standard ones that load in two minutes, 32 for flexible ones that load in five. A limit falls by
 * 30 %, which is more than caps of flexible work can give.
 */
class FallOfThirtyPercentTest {
  private static final long FAR = 100_000_000;
  private static final long FULL = 64_000;
  private static final long FALLEN = FULL * 7 / 10;

  private static Scene busy() {
    FleetFixture fleet =
        fleet()
            .site("solo", 100_000)
            .cappable(140)
            .model("i", 1000, 60_000)
            .model("s", 1000, 120_000)
            .model("f", 1000, 300_000)
            .pool("i", INTERACTIVE, 56, 56)
            .pool("s", STANDARD, 0, 40)
            .pool("f", FLEX, 0, 32);
    for (int node = 0; node < 16; node++) {
      fleet.node("n" + node, "solo", 8);
    }
    Scene scene = given(fleet).batch("bs", "s", STANDARD, FAR, 4_000);
    scene.batch("bf", "f", FLEX, FAR, 4_000).batch("bi", "i", INTERACTIVE, FAR, 4_000).steps();
    for (int replica = 1; replica <= 128; replica++) {
      scene.ready(replica);
    }
    return scene.steps();
  }

  /** Seconds until the limit ends; 0: nobody knows. */
  @ParameterizedTest
  @ValueSource(longs = {0, 900})
  void shouldTakeTheLeastLossForAFallOfThirtyPercent(long seconds) {
    Scene scene = busy();
    assertThat(scene.domain("solo").ceiling()).isEqualTo(new Watts(FULL));

    if (seconds == 0) {
      scene.limit("solo", FALLEN).steps();
    } else {
      scene.limitUntil("solo", FALLEN, scene.now() + seconds * 1000).steps();
    }

    Map<String, Integer> kinds = new TreeMap<>();
    for (Decision decision : scene.decisions()) {
      kinds.merge(decision.getClass().getSimpleName(), 1, Integer::sum);
    }
    System.out.printf("A fall of 30 %% for %d s (0: unknown): %s%n", seconds, kinds);
    assertThat(scene.domain("solo").breach()).isEqualTo(Watts.ZERO);
    assertThat(scene.pool("i", INTERACTIVE).running()).isEqualTo(56);
    assertThat(kinds).containsKeys("CapSet", "ReplicaPause").doesNotContainKey("ReplicaStart");
    assertThat(kinds.containsKey("ReplicaStop")).isEqualTo(seconds == 0);
  }
}
