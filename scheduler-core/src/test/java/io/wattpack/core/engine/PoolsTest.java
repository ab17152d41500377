package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static io.wattpack.core.model.ServiceTier.INTERACTIVE;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.JobState;
import io.wattpack.core.plan.PoolOrder;
import io.wattpack.core.plan.PoolShare;
import io.wattpack.core.plan.PoolSized;
import io.wattpack.core.plan.ReasonCode;
import org.junit.jupiter.api.Test;

class PoolsTest {
  private static FleetFixture site() {
    return fleet()
        .site("solo", 20_000)
        .node("n1", "solo", 8)
        .model("mini", 1000)
        .pool("mini", STANDARD, 0, 6);
  }

  @Test
  void shouldSizeSoThatTheBacklogDrainsInFiveMinutes() {
    Scene scene = given(site());

    // 1,000 tokens a second for 300 s are 300,000 tokens a replica.
    scene.batch("b1", "mini", STANDARD, 600_001, 100).steps();

    assertThat(scene.pool("mini", STANDARD).target()).isEqualTo(3);
    assertThat(scene.pool("mini", STANDARD).running()).isEqualTo(3);
  }

  @Test
  void shouldSizeForHalfOfWhatIsLeftUntilTheDeadline() {
    Scene scene = given(site());

    scene.batch("b1", "acme", "mini", STANDARD, 100_000, 100, scene.now() + 100_000).steps();

    assertThat(scene.pool("mini", STANDARD).target()).isEqualTo(2);
  }

  @Test
  void shouldGrowWhenTheDeadlineComesNear() {
    Scene scene = given(site());
    scene.batch("b1", "acme", "mini", STANDARD, 250_000, 100, scene.now() + 900_000).steps();
    assertThat(scene.pool("mini", STANDARD).target()).isEqualTo(1);

    while (scene.now() < Scene.START + 800_000) {
      assertThat(scene.nextWake()).isNotNull();
      scene.later(scene.nextWake().value() - scene.now()).steps();
    }

    assertThat(scene.pool("mini", STANDARD).target()).isEqualTo(5);
  }

  @Test
  void shouldHaveAtMostOneReplicaForEachChunkThatWaits() {
    Scene scene = given(site());

    scene.batch("b1", "mini", STANDARD, 3_000_000, 2).steps();

    assertThat(scene.pool("mini", STANDARD).target()).isEqualTo(2);
  }

  @Test
  void shouldNeverExceedItsMost() {
    Scene scene = given(site());

    scene.batch("b1", "mini", STANDARD, 900_000_000, 10_000).steps();

    assertThat(scene.pool("mini", STANDARD).target()).isEqualTo(6);
    assertThat(scene.pool("mini", STANDARD).waiting()).isNull();
  }

  @Test
  void shouldKeepItsReplicasWhileThereIsWorkAndStopThemAfterAQuietMinute() {
    Scene scene = given(site()).batch("b1", "mini", STANDARD, 600_000, 10).steps();
    scene.later(1_000).progressed("b1", 1, 99, 599_000).steps();
    assertThat(scene.stops()).isEmpty();

    scene.later(1_000).progressed("b1", 1, 100, 600_000).ended("b1").steps();
    assertThat(scene.nextWake().value()).isEqualTo(scene.now() + 60_000);
    assertThat(scene.later(59_999).steps().stops()).isEmpty();

    scene.later(1).steps();
    assertThat(scene.stops()).containsExactly(2L, 1L);
    assertThat(scene.decisions(PoolSized.class))
        .extracting(sized -> sized.reason().code())
        .containsExactly(ReasonCode.POOL_QUIET);
  }

  @Test
  void shouldReplaceAReplicaThatFailed() {
    Scene scene = given(site()).batch("b1", "mini", STANDARD, 600_000, 10).steps();

    scene.stopped(2, StopCause.FAILED).steps();

    assertThat(scene.nodesOf("mini/standard")).hasSize(2);
    assertThat(scene.replica(3)).isNotNull();
  }

  @Test
  void shouldCountProgressOnceHoweverOftenItIsReported() {
    Scene scene = given(site()).batch("b1", "mini", STANDARD, 600_000, 10).steps();

    scene.progressed("b1", 1, 30, 300).progressed("b1", 2, 10, 100).steps();
    scene.progressed("b1", 1, 30, 300).progressed("b1", 1, 20, 200).steps();

    assertThat(scene.job("b1").linesDone()).isEqualTo(40);
    assertThat(scene.pool("mini", STANDARD).linesWaiting()).isEqualTo(60);
    assertThat(scene.pool("mini", STANDARD).tokensWaiting()).isEqualTo(599_600);
  }

  @Test
  void shouldServeATierWithoutAPoolByTheNextHigherOne() {
    Scene scene = given(site());

    scene.batch("b1", "mini", FLEX, 1_000, 10).batch("b2", "mini", INTERACTIVE, 1_000, 10).steps();

    assertThat(scene.pool("mini", STANDARD).linesWaiting()).isEqualTo(100);
    assertThat(scene.refusals()).containsExactly(ReasonCode.MODEL_NOT_SERVED);
  }

  @Test
  void shouldOrderByTierThenAgeWithTheWeightOfTheTenant() {
    Scene scene = given(site().tenant("heavy", 3));
    long later = scene.now() + 86_400_000;
    scene.batch("b1", "acme", "mini", FLEX, 100, 1, later).steps();
    scene.later(1).batch("b2", "heavy", "mini", STANDARD, 100, 1, later).steps();

    PoolOrder order = scene.plans.getFirst().poolOrders().getFirst();

    assertThat(order.shares())
        .extracting(share -> share.job().value() + " " + share.weight())
        .containsExactly("b2 3", "b1 1");
  }

  @Test
  void shouldGiveAPlaceToEachTenantHoweverManyJobsAnotherHas() {
    Scene scene = given(site());
    long later = scene.now() + 86_400_000;
    for (int i = 0; i < 400; i++) {
      scene.batch("many-%03d".formatted(i), "acme", "mini", STANDARD, 100, 1, later);
    }
    scene.later(1).batch("one", "bolt", "mini", STANDARD, 100, 1, later).steps();

    assertThat(scene.pool("mini", STANDARD).order())
        .hasSize(256)
        .extracting(PoolShare::job)
        .extracting(Object::toString)
        .contains("one", "many-000");
  }

  @Test
  void shouldOrderAgainOnlyWhenTheOrderChanged() {
    Scene scene = given(site()).batch("b1", "mini", STANDARD, 600_000, 10).steps();

    scene.later(1).progressed("b1", 1, 10, 1_000).steps();

    assertThat(scene.plans).isEmpty();
  }

  @Test
  void shouldTakeACancelledBatchOutOfTheOrderAndTheBacklog() {
    Scene scene = given(site()).batch("b1", "mini", STANDARD, 600_000, 10).steps();

    scene.cancelled("b1").steps();

    assertThat(scene.pool("mini", STANDARD).order()).isEmpty();
    assertThat(scene.pool("mini", STANDARD).linesWaiting()).isZero();
    assertThat(scene.whyWaits("b1").code()).isEqualTo(ReasonCode.JOB_CANCELLED);
    assertThat(scene.ended("b1").steps().job("b1")).isNull();
  }

  @Test
  void shouldSayWhyABatchWaits() {
    Scene scene = given(site()).limit("solo", 900).steps();

    scene.batch("b1", "mini", STANDARD, 1_000, 10).steps();

    assertThat(scene.job("b1").state()).isEqualTo(JobState.WAITING);
    assertThat(scene.whyWaits("b1").code()).isEqualTo(ReasonCode.POWER_LIMITED);
    assertThat(scene.pool("mini", STANDARD).waiting()).isEqualTo(scene.whyWaits("b1"));
    scene.noLimit("solo").steps();
    assertThat(scene.pool("mini", STANDARD).waiting()).isNull();
    assertThat(scene.job("b1").state()).isEqualTo(JobState.RUNNING);
  }
}
