package io.wattpack.core.check;

import static io.wattpack.core.check.CheckedWorld.GRID;
import static io.wattpack.core.check.CheckedWorld.LEFT;
import static io.wattpack.core.check.CheckedWorld.REASON;
import static io.wattpack.core.check.CheckedWorld.big;
import static io.wattpack.core.check.CheckedWorld.small;
import static io.wattpack.core.check.CheckedWorld.stop;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.CapApplied;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.units.Watts;
import org.junit.jupiter.api.Test;

/** A big GPU: idle 50 W, peak 500 W, a tenth more for fans; 495 W when it is booked. */
class CapRulesTest {
  private final CheckedWorld world = new CheckedWorld().carriedOut(big(1, 0));

  private static Decision cap(long replica, long watts, int order) {
    return new CapSet(new ReplicaId(replica), new Watts(watts), order, REASON);
  }

  private CheckedWorld applied(int order) {
    return world.happens(new CapApplied(new ReplicaId(1), order));
  }

  @Test
  void shouldChargeTheHighestCapThatMayStillHold() {
    world.carriedOut(cap(1, 300, 1), cap(1, 400, 2), cap(1, 260, 3));
    assertThat(world.ceiling(LEFT)).isEqualTo(420 + 495);

    applied(1);
    assertThat(world.ceiling(LEFT)).isEqualTo(420 + 385);

    applied(3);
    assertThat(world.ceiling(LEFT)).isEqualTo(420 + 231);
    assertThat(world.ceiling(GRID)).isEqualTo(1340 + 231);

    applied(2);
    assertThat(world.ceiling(LEFT)).isEqualTo(420 + 231);
  }

  @Test
  void shouldForgetTheCapWithTheReplica() {
    world.carriedOut(cap(1, 300, 1));
    applied(1).gone(1, StopCause.COMPLETED);
    assertThat(world.ceiling(LEFT)).isEqualTo(420);

    world.carriedOut(big(2, 0));

    assertThat(world.ceiling(LEFT)).isEqualTo(420 + 495);
  }

  @Test
  void shouldRefuseCapsOutsideTheRangeOfTheGpu() {
    assertThat(world.judge(cap(1, 249, 1)).finding())
        .isEqualTo(
            "Replica r-1 is to be capped at 249 W, but GPUs of model big take 250 to 500 W.");
    assertThat(world.judge(cap(1, 501, 1)).finding()).contains("250 to 500 W");
    assertThat(world.judge(cap(1, 250, 1)).finding()).isNull();
  }

  @Test
  void shouldRefuseAnOrderOutOfTurn() {
    assertThat(world.judge(cap(1, 300, 2)).finding())
        .isEqualTo("Replica r-1 is to be capped by order 2, but the last one was 0.");
  }

  @Test
  void shouldRefuseToCapWhatSharesItsGpuOrLeavesOrIsUnknown() {
    world.carriedOut(small(2, 0));

    assertThat(world.judge(cap(2, 80, 1)).finding())
        .isEqualTo("Replica r-2 is to be capped, but has no GPU of its own.");
    assertThat(world.judge(cap(3, 300, 1)).finding())
        .isEqualTo("Replica r-3 is to be capped, but none of that number lives.");
    assertThat(world.judge(stop(1), cap(1, 300, 1)).finding())
        .isEqualTo("Replica r-1 is to be capped, but it is on its way out.");
  }

  @Test
  void shouldAllowAFallEvenInBreachButNoRise() {
    world.carriedOut(cap(1, 300, 1)).limit(LEFT, 700);

    assertThat(world.judge(cap(1, 260, 2)).finding()).isNull();
    assertThat(world.judge(cap(1, 310, 2)).finding()).contains("which is in breach");
  }

  @Test
  void shouldRefuseARiseThatFitsNot() {
    world.carriedOut(cap(1, 300, 1));
    applied(1).limit(LEFT, 420 + 275 + 109);

    assertThat(world.judge(cap(1, 400, 2)).finding())
        .isEqualTo(
            "Replica r-1 raises power domain left by 110 W to 805 W, above its cap of 804 W.");
    assertThat(world.judge(cap(1, 399, 2)).finding()).isNull();
  }
}
