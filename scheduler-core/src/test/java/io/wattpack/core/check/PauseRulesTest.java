package io.wattpack.core.check;

import static io.wattpack.core.check.CheckedWorld.LEFT;
import static io.wattpack.core.check.CheckedWorld.REASON;
import static io.wattpack.core.check.CheckedWorld.big;
import static io.wattpack.core.check.CheckedWorld.device;
import static io.wattpack.core.check.CheckedWorld.small;
import static io.wattpack.core.check.CheckedWorld.stop;
import static io.wattpack.core.check.CheckedWorld.task;
import static io.wattpack.core.check.CheckedWorld.work;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.CapApplied;
import io.wattpack.core.event.ReplicaReady;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.ReplicaPause;
import io.wattpack.core.plan.ReplicaResume;
import io.wattpack.core.units.Watts;
import org.junit.jupiter.api.Test;

/** A big GPU: idle 50 W, which is its least cap too, knee 250 W, peak 500 W, a tenth for fans. */
class PauseRulesTest {
  private final CheckedWorld world = new CheckedWorld().carriedOut(big(1, 0)).happens(ready(1));

  private static ReplicaReady ready(long replica) {
    return new ReplicaReady(new ReplicaId(replica));
  }

  private static Decision pause(long replica) {
    return new ReplicaPause(new ReplicaId(replica), REASON);
  }

  private static Decision resume(long replica) {
    return new ReplicaResume(new ReplicaId(replica), REASON);
  }

  private static Decision cap(long replica, long watts, int order) {
    return new CapSet(new ReplicaId(replica), new Watts(watts), order, REASON);
  }

  private CheckedWorld paused() {
    return world.carriedOut(pause(1), cap(1, 60, 1)).happens(new CapApplied(new ReplicaId(1), 1));
  }

  private long running() {
    HardwareBooks hardware = world.checker.books().hardware();
    return hardware.pools.replicasOf(hardware.fleet.poolOf(CheckedWorld.POOL));
  }

  @Test
  void shouldLetOnlyPausedGpusBelowTheirKnee() {
    assertThat(world.judge(cap(1, 249, 1)).finding())
        .isEqualTo(
            "Replica r-1 is to be capped at 249 W, but GPUs of model big take 250 to 500 W.");
    assertThat(world.judge(cap(1, 60, 1), pause(1)).finding()).contains("250 to 500 W");
    assertThat(world.judge(pause(1), cap(1, 60, 1)).finding()).isNull();
    assertThat(world.judge(pause(1), cap(1, 49, 1)).finding()).contains("50 to 500 W");
  }

  @Test
  void shouldFreeTheWattsOfAPausedReplicaWhenTheSiteHasAppliedItsCap() {
    world.carriedOut(pause(1), cap(1, 60, 1));
    assertThat(world.ceiling(LEFT)).isEqualTo(420 + 495);

    world.happens(new CapApplied(new ReplicaId(1), 1));

    assertThat(world.ceiling(LEFT)).isEqualTo(420 + 11);
  }

  @Test
  void shouldPauseOnlyWhatIsReady() {
    world.carriedOut(big(2, 1));
    assertThat(world.judge(pause(2)).finding())
        .isEqualTo("Replica r-2 is to pause, but it is STARTING.");
    assertThat(world.judge(pause(1), pause(1)).finding())
        .isEqualTo("Replica r-1 is to pause, but it is PAUSED.");
    assertThat(world.judge(stop(1), pause(1)).finding())
        .isEqualTo("Replica r-1 is to pause, but it is DRAINING.");
    assertThat(world.judge(pause(7)).finding())
        .isEqualTo("Replica r-7 is to pause, but none of that number lives.");
  }

  @Test
  void shouldPauseOnlyPoolsReplicasWithGpusOfTheirOwn() {
    world.carriedOut(small(2, 0)).happens(ready(2));
    world.submitted("task", work(1, 1000, 100));
    world.carriedOut(task(3, device(CheckedWorld.N1, 1, 1000, 100))).happens(ready(3));

    assertThat(world.judge(pause(2)).finding())
        .isEqualTo("Replica r-2 is to pause, but has no GPU of its own.");
    assertThat(world.judge(pause(3)).finding())
        .isEqualTo("Replica r-3 is to pause, but task cannot give its work back.");
  }

  @Test
  void shouldResumeOnlyWhatIsPaused() {
    assertThat(world.judge(resume(1)).finding())
        .isEqualTo("Replica r-1 is to go on, but it is READY.");
    assertThat(world.judge(resume(7)).finding())
        .isEqualTo("Replica r-7 is to go on, but none of that number lives.");
  }

  @Test
  void shouldRefuseAResumeBelowTheKnee() {
    paused();

    assertThat(world.judge(resume(1)).finding())
        .isEqualTo("Replica r-1 is to go on at 60 W, but GPUs of model big work from 250 W up.");
    assertThat(world.judge(cap(1, 249, 2), resume(1)).finding()).contains("at 249 W");
    assertThat(world.judge(resume(1), cap(1, 250, 2)).finding()).contains("at 60 W");
    assertThat(world.judge(cap(1, 250, 2), resume(1)).finding()).isNull();
  }

  @Test
  void shouldChargeAResumedReplicaAtOnce() {
    paused().carriedOut(cap(1, 250, 2), resume(1));

    assertThat(world.ceiling(LEFT)).isEqualTo(420 + 220);
    assertThat(running()).isEqualTo(1);
  }

  @Test
  void shouldRefuseAResumeThatFitsNot() {
    paused().limit(LEFT, 639);

    assertThat(world.judge(cap(1, 250, 2), resume(1)).finding())
        .isEqualTo(
            "Replica r-1 raises power domain left by 209 W to 640 W, above its cap of 639 W.");
  }

  @Test
  void shouldNotTakeALateReadyForAResume() {
    paused().happens(ready(1));

    assertThat(world.judge(cap(1, 249, 2)).finding()).isNull();
    assertThat(running()).isZero();
  }

  @Test
  void shouldLetAPausedReplicaStandInNobodysWay() {
    paused();
    assertThat(running()).isZero();
    assertThat(world.judge(big(2, 1), big(3, 2), big(4, 3)).finding()).isNull();

    world.carriedOut(big(2, 1), big(3, 2), big(4, 3));

    assertThat(world.judge(cap(1, 250, 2), resume(1)).finding())
        .isEqualTo("Replica r-1 is one too many for pool chat/standard: it has 3 of at most 3.");
  }

  @Test
  void shouldCountAPausedReplicaThatStopsOnlyOnce() {
    paused().carriedOut(big(2, 1));

    world.carriedOut(stop(1));
    assertThat(running()).isEqualTo(1);
    world.gone(1, StopCause.REQUESTED);

    assertThat(running()).isEqualTo(1);
    assertThat(world.ceiling(LEFT)).isEqualTo(420 + 495);
  }
}
