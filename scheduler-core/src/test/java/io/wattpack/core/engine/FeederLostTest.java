package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.state.ReplicaStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One of two feeders of a site is lost without notice: an operator's limit halves at once. */
class FeederLostTest {
  private static final long BOTH = 8_000;
  private static final long ONE = 4_000;
  private static final long OFF_MILLIS = 1_000;

  /** Four GPUs at 2,000 W, and miners of 6,000 W on what is left. */
  private static Scene busySite() {
    Scene scene =
        given(
            fleet()
                .site("solo", BOTH)
                .node("n1", "solo", 4)
                .stepped("new", "solo", 3_000, 10, 15_000)
                .stepped("old", "solo", 3_000, 10, 30_000));
    scene.task("t1", FLEX, 2, 1000).task("t2", STANDARD, 2, 1000).steps();
    return scene.minersConfirmed().steps().minersConfirmed().ready(1).ready(2).steps();
  }

  private static long ceiling(Scene scene) {
    return scene.domain("solo").ceiling().value();
  }

  private static List<ReplicaState> replicas(Scene scene) {
    return scene.engine.status().replicas().stream().map(ReplicaStatus::state).toList();
  }

  @Test
  void shouldBeWithinWhatIsLeftInTheOffTimeOfMinersWithoutTouchingAReplica() {
    Scene scene = busySite();
    assertThat(ceiling(scene)).isEqualTo(BOTH);

    scene.limit("solo", ONE).steps();
    assertThat(scene.decisions()).isNotEmpty().hasOnlyElementsOfType(MinerOff.class);
    scene.later(OFF_MILLIS).minersConfirmed().steps();

    assertThat(ceiling(scene)).as("not a step more than asked for").isEqualTo(3_800);
    assertThat(replicas(scene)).containsExactly(ReplicaState.READY, ReplicaState.READY);
    assertThat(scene.domain("solo").breach().value()).isZero();
  }

  @Test
  void shouldGoOnMiningWhenTheFeederIsBack() {
    Scene scene = busySite().limit("solo", ONE).steps();
    scene.later(OFF_MILLIS).minersConfirmed().steps();

    scene.noLimit("solo").steps().minersConfirmed().steps();

    assertThat(ceiling(scene)).isEqualTo(BOTH);
    assertThat(replicas(scene)).containsExactly(ReplicaState.READY, ReplicaState.READY);
  }
}
