package io.wattpack.core.check;

import static io.wattpack.core.check.CheckedWorld.ASIC;
import static io.wattpack.core.check.CheckedWorld.GRID;
import static io.wattpack.core.check.CheckedWorld.LEFT;
import static io.wattpack.core.check.CheckedWorld.N1;
import static io.wattpack.core.check.CheckedWorld.N2;
import static io.wattpack.core.check.CheckedWorld.POOL;
import static io.wattpack.core.check.CheckedWorld.REASON;
import static io.wattpack.core.check.CheckedWorld.RIGHT;
import static io.wattpack.core.check.CheckedWorld.TASK;
import static io.wattpack.core.check.CheckedWorld.big;
import static io.wattpack.core.check.CheckedWorld.device;
import static io.wattpack.core.check.CheckedWorld.off;
import static io.wattpack.core.check.CheckedWorld.on;
import static io.wattpack.core.check.CheckedWorld.small;
import static io.wattpack.core.check.CheckedWorld.stop;
import static io.wattpack.core.check.CheckedWorld.task;
import static io.wattpack.core.check.CheckedWorld.work;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattpack.core.event.LimitChanged;
import io.wattpack.core.event.MinerStarted;
import io.wattpack.core.event.MinerStopped;
import io.wattpack.core.event.ReplicaReady;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.PoolSized;
import org.junit.jupiter.api.Test;

class PlanCheckerTest {
  private final CheckedWorld world = new CheckedWorld();

  @Test
  void shouldCountBasesIdleGpusAndFixedMinersWhenNothingRuns() {
    assertThat(world.ceiling(LEFT)).isEqualTo(420);
    assertThat(world.ceiling(RIGHT)).isEqualTo(820);
    assertThat(world.ceiling(GRID)).isEqualTo(1340);
  }

  @Test
  void shouldFindNothingWhenARiseJustFits() {
    world.limit(LEFT, 915).limit(GRID, 2335);

    assertThat(world.judge(big(1, 0))).isEqualTo(CheckResult.SOUND);
  }

  @Test
  void shouldChargeAGpuOnceWhenTwoReplicasShareIt() {
    world.carriedOut(small(1, 0), small(2, 0));

    assertThat(world.ceiling(RIGHT)).isEqualTo(820 + 90);
  }

  @Test
  void shouldKeepTheWattsUntilTheLastReplicaOfAGpuIsGone() {
    world.carriedOut(small(1, 0), small(2, 0)).carriedOut(stop(1), stop(2));
    assertThat(world.ceiling(RIGHT)).isEqualTo(910);

    world.gone(1, StopCause.REQUESTED);
    assertThat(world.ceiling(RIGHT)).isEqualTo(910);

    world.gone(2, StopCause.REQUESTED);
    assertThat(world.ceiling(RIGHT)).isEqualTo(820);
  }

  @Test
  void shouldChargeAMinerFromTheOrderToTheConfirmationThatItIsOff() {
    world.carriedOut(on(ASIC));
    assertThat(world.ceiling(LEFT)).isEqualTo(1920);

    world.happens(new MinerStarted(ASIC, 3, 1)).carriedOut(off(ASIC));
    assertThat(world.ceiling(LEFT)).isEqualTo(1920);

    world.happens(new MinerStopped(ASIC, 0, 2));
    assertThat(world.ceiling(LEFT)).isEqualTo(420);
  }

  @Test
  void shouldChargeTheMostStepsThatMayDrawUntilTheNewestOrderIsAnswered() {
    world.carriedOut(on(ASIC)).carriedOut(off(ASIC, 2, 2)).carriedOut(off(ASIC, 1, 3));
    assertThat(world.ceiling(LEFT)).isEqualTo(1920);

    world.happens(new MinerStopped(ASIC, 2, 2)).happens(new MinerStarted(ASIC, 1, 1));
    assertThat(world.ceiling(LEFT)).isEqualTo(1920);

    world.happens(new MinerStopped(ASIC, 2, 3));
    assertThat(world.ceiling(LEFT)).isEqualTo(1420);
    world.happens(new MinerStopped(ASIC, 0, 3));
    assertThat(world.ceiling(LEFT)).isEqualTo(920);
  }

  @Test
  void shouldAllowAMinerAgainWhenItWasOffLongEnough() {
    world.carriedOut(on(ASIC), off(ASIC)).happens(new MinerStopped(ASIC, 0, 2)).after(60_000);

    assertThat(world.judge(on(ASIC, 3, 3)).finding()).isNull();
  }

  @Test
  void shouldAllowStopsAndMinerOffsWhenEverythingIsInBreach() {
    world.carriedOut(big(1, 0), on(ASIC)).limit(GRID, 0);

    assertThat(world.judge(stop(1), off(ASIC))).isEqualTo(CheckResult.SOUND);
  }

  @Test
  void shouldNotCountADomainInBreachWhenTheStartIsElsewhere() {
    world.limit(RIGHT, 0);

    assertThat(world.judge(big(1, 0)).isSound()).isTrue();
  }

  @Test
  void shouldFreeADeviceOnlyWhenItsReplicaIsConfirmedGone() {
    world.carriedOut(big(1, 0)).carriedOut(stop(1)).gone(1, StopCause.REQUESTED);

    assertThat(world.judge(big(2, 0)).isSound()).isTrue();
  }

  @Test
  void shouldHoldALimitUntilItsEndWhenItHasOne() {
    world.limit(LEFT, 0, world.now().plusMillis(1000));

    assertThat(world.after(999).judge(big(1, 0)).isSound()).isFalse();
    assertThat(world.after(1).judge(big(1, 0)).isSound()).isTrue();
  }

  @Test
  void shouldLiftALimitWhenItIsTakenAway() {
    world.limit(LEFT, 0).happens(new LimitChanged(LEFT, null, null));

    assertThat(world.judge(big(1, 0)).isSound()).isTrue();
  }

  @Test
  void shouldCountReplicasThatLeaveOutOfThePoolWhenOneMoreStarts() {
    world.carriedOut(big(1, 0), big(2, 1), big(3, 2)).carriedOut(stop(1));

    assertThat(world.judge(big(4, 3)).isSound()).isTrue();
    world.gone(1, StopCause.REQUESTED);
    assertThat(world.carriedOut(big(4, 3)).judge(small(5, 0)).isSound()).isFalse();
  }

  @Test
  void shouldLetATaskStartAgainWhenItWasStoppedOrFailedTwice() {
    world.submitted("task", work(1, 1000, 100));
    world.carriedOut(task(1, device(N1, 0, 1000, 100))).gone(1, StopCause.REQUESTED);
    world.carriedOut(task(2, device(N1, 0, 1000, 100))).gone(2, StopCause.FAILED);
    world.carriedOut(task(3, device(N1, 0, 1000, 100))).gone(3, StopCause.FAILED);
    assertThat(world.judge(task(4, device(N1, 0, 1000, 100))).isSound()).isTrue();

    world.carriedOut(task(4, device(N1, 0, 1000, 100))).gone(4, StopCause.FAILED);
    assertThat(world.judge(task(5, device(N1, 0, 1000, 100))).isSound()).isFalse();
  }

  @Test
  void shouldAllowSharesThatFillAGpuExactly() {
    world.submitted("task", work(1, 500, 300)).carriedOut(small(1, 0));

    assertThat(
            world.judge(task(2, device(N2, 0, 500, 300)), new PoolSized(POOL, 3, REASON)).finding())
        .isNull();
  }

  @Test
  void shouldIgnoreALateReadyWhenTheReplicaIsAlreadyDraining() {
    world.carriedOut(big(1, 0)).carriedOut(stop(1)).happens(new ReplicaReady(new ReplicaId(1)));

    assertThat(world.judge(stop(1)).isSound()).isFalse();
  }

  @Test
  void shouldIgnoreARepeatedConfirmationWhenTheReplicaIsGone() {
    world.carriedOut(big(1, 0)).gone(1, StopCause.FAILED).gone(1, StopCause.FAILED);

    assertThat(world.ceiling(LEFT)).isEqualTo(420);
  }

  @Test
  void shouldForgetWhatHappenedSinceTheCheckpointWhenRolledBack() {
    world.carriedOut(small(1, 0));
    world.checker.checkpoint();
    world.submitted("task", work(1, 1000, 100)).limit(LEFT, 3000);
    world.carriedOut(big(2, 0), stop(1), on(ASIC), task(3, device(N1, 2, 1000, 100)));
    world.gone(1, StopCause.REQUESTED);

    world.checker.rollback();

    assertThat(world.ceiling(LEFT)).isEqualTo(420);
    assertThat(world.ceiling(RIGHT)).isEqualTo(910);
    assertThat(world.judge(big(2, 0), stop(1), on(ASIC)).finding()).isNull();
    assertThat(world.judge(task(2, device(N1, 0, 1000, 100))).isSound()).isFalse();
  }

  @Test
  void shouldKeepWhatHappenedWhenACheckpointIsCommittedInsideAnother() {
    world.checker.checkpoint();
    world.checker.checkpoint();
    world.carriedOut(big(1, 0));
    world.checker.commit();
    assertThat(world.ceiling(LEFT)).isEqualTo(915);

    world.checker.rollback();
    assertThat(world.ceiling(LEFT)).isEqualTo(420);
  }

  @Test
  void shouldGoItsOwnWayWhenForked() {
    CheckedWorld fork = world.carriedOut(big(1, 0)).fork();

    fork.carriedOut(big(2, 1)).limit(GRID, 0);
    world.carriedOut(stop(1));

    assertThat(world.ceiling(LEFT)).isEqualTo(915);
    assertThat(fork.ceiling(LEFT)).isEqualTo(1410);
    assertThat(world.judge(big(2, 1)).isSound()).isTrue();
    assertThat(fork.judge(stop(1)).isSound()).isTrue();
  }

  @Test
  void shouldThrowWhenARecordedStartNamesADeviceThatDoesNotExist() {
    assertThatThrownBy(() -> world.carriedOut(big(1, 9)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("slot 9 of node n1");
  }

  @Test
  void shouldKnowATaskOnlyOnceWhenItIsSubmittedTwice() {
    world
        .submitted("task", work(1, 1000, 100))
        .carriedOut(task(1, device(N1, 0, 1000, 100)))
        .submitted("task", work(1, 1000, 100));

    assertThat(world.checker.books().job(TASK).running()).isTrue();
  }
}
