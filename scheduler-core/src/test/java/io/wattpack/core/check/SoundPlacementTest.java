package io.wattpack.core.check;

import static io.wattpack.core.check.CheckedWorld.REASON;
import static io.wattpack.core.check.CheckedWorld.TASK;
import static io.wattpack.core.check.CheckedWorld.device;
import static io.wattpack.core.check.CheckedWorld.stop;
import static io.wattpack.core.check.GangFleet.F1;
import static io.wattpack.core.check.GangFleet.G1;
import static io.wattpack.core.check.GangFleet.G2;
import static io.wattpack.core.check.GangFleet.G3;
import static io.wattpack.core.check.GangFleet.H1;
import static io.wattpack.core.check.GangFleet.H2;
import static io.wattpack.core.check.GangFleet.chat;
import static io.wattpack.core.check.GangFleet.cut;
import static io.wattpack.core.check.GangFleet.gpu;
import static io.wattpack.core.check.GangFleet.needs;
import static io.wattpack.core.check.GangFleet.on;
import static io.wattpack.core.check.GangFleet.replica;
import static io.wattpack.core.check.GangFleet.slice;
import static io.wattpack.core.check.GangFleet.small;
import static io.wattpack.core.check.GangFleet.task;
import static io.wattpack.core.check.GangFleet.tiny;
import static io.wattpack.core.check.GangFleet.work;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.NodeReadinessChanged;
import io.wattpack.core.event.PlaceClosed;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.Closure;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.TaskRejected;
import io.wattpack.core.plan.image.EngineImage;
import io.wattpack.core.units.EpochMillis;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What just fits must not be found wrong. */
class SoundPlacementTest {
  private final CheckedWorld world = GangFleet.world();

  @Test
  void shouldAllowAGangWhoseMembersTogetherReachTheCapOfTheirFeeder() {
    world.submitted("task", work(1, NodeNeeds.NONE, 2)).limit(F1, 1300);

    assertSound(task(1, List.of(on(G1), on(G2)), gpu(G1, 0, 100), gpu(G2, 0, 100)));
  }

  @Test
  void shouldAllowMembersBesideEachOtherWhenTheNodeIsJustLargeEnough() {
    world.submitted("task", work(0, needs(4000, 500), 2));

    assertSound(task(1, List.of(on(G1, 4000, 500), on(G1, 4000, 500))));
  }

  @Test
  void shouldNotCountWhatTheNodeDoesNotSay() {
    world.submitted("task", work(0, needs(900_000, 900_000), 1));

    assertSound(task(1, List.of(on(G2, 900_000, 900_000))));
  }

  @Test
  void shouldGiveCoresBackWhenTheReplicaIsGone() {
    world.submitted("task", work(0, needs(8000, 0), 1));
    world.carriedOut(task(1, List.of(on(G1, 8000, 0)))).gone(1, StopCause.REQUESTED);

    assertSound(task(2, List.of(on(G1, 8000, 0))));
  }

  @Test
  void shouldAllowLinkedGpusOfOneGroup() {
    assertSound(replica(1, GangFleet.WIDE, List.of(on(G1)), gpu(G1, 2, 800), gpu(G1, 3, 800)));
  }

  @Test
  void shouldAllowAsManySlicesAsTheMasksLeaveRoomFor() {
    world.submitted("task", work(1, slice("4g.20gb"), 1));
    world.carriedOut(task(1, List.of(on(H1)), cut(0, "4g.20gb", 0, 571, 19073)));

    assertSound(tiny(2, small(0, 4)), tiny(3, small(0, 5)), tiny(4, small(0, 6)));
  }

  @Test
  void shouldAllowAnEmptyGpuToBeCutAnew() {
    for (int start = 0; start < 7; start++) {
      world.carriedOut(tiny(1 + start, small(0, start)));
    }
    for (int start = 0; start < 7; start++) {
      world.gone(1 + start, StopCause.FAILED);
    }
    world.submitted("task", work(1, 100, NodeNeeds.NONE, 1));

    assertSound(task(8, List.of(on(H1)), device(H1, 0, 100, 100)));
  }

  @Test
  void shouldChargeACutGpuOnce() {
    long before = world.ceiling(GangFleet.F3);

    world.carriedOut(tiny(1, small(0, 0)), tiny(2, small(0, 1)));

    assertThat(world.ceiling(GangFleet.F3)).isEqualTo(before + 350);
  }

  @Test
  void shouldNotLimitAMemberWithoutSuchAThingAboveIt() {
    world.submitted("task", work(1, NodeNeeds.NONE, 2, new SpreadLimit(SpreadLevel.RACK, 1)));

    assertSound(task(1, List.of(on(G3), on(G3)), gpu(G3, 0, 100), gpu(G3, 1, 100)));
  }

  @Test
  void shouldNotCountReplicasThatWereToldToStop() {
    world.carriedOut(chat(1, G1, 0), chat(2, G1, 1));

    assertSound(stop(1), chat(3, G1, 2));
    world.carriedOut(stop(1)).gone(1, StopCause.REQUESTED).carriedOut(chat(3, G1, 2));
    assertThat(world.judge(chat(4, G1, 3)).isSound()).isFalse();
  }

  @Test
  void shouldCountTheReplicasOfEachFeederByThemselves() {
    world.carriedOut(chat(1, G1, 0), chat(2, G1, 1));

    assertSound(chat(3, H2, 0));
  }

  @Test
  void shouldOpenAClosedPlaceAtItsEnd() {
    world.happens(new PlaceClosed(G1, Closure.CORDONED, world.now().plusMillis(1000)));

    assertThat(world.after(999).judge(chat(1, G1, 0)).isSound()).isFalse();
    world.after(1);
    assertSound(chat(1, G1, 0));
  }

  @Test
  void shouldOpenAPlaceWhenItIsUncordonedOrBack() {
    world.happens(new PlaceClosed(G1, Closure.DRAINED, null));
    world.happens(new NodeReadinessChanged(G1, false));
    world.happens(new PlaceClosed(G1, Closure.OPEN, null));
    assertThat(world.judge(chat(1, G1, 0)).isSound()).isFalse();

    world.happens(new NodeReadinessChanged(G1, true));
    assertSound(chat(1, G1, 0));
  }

  @Test
  void shouldKnowClosedPlacesAndGoneNodesFromAnImage() {
    EngineImage image =
        new EngineImage(
            1,
            world.now(),
            0,
            0,
            GangFleet.fleet(),
            ManagedBy.FILE,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of(new PlaceClosed(G1, Closure.CORDONED, world.now().plusMillis(1000))),
            List.of(G2),
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of(),
            List.of(),
            List.of());
    PlanChecker restored = PlanChecker.restored(image);

    assertThat(restored.judge(Bundle.of(chat(1, G1, 0)), world.now()).isSound()).isFalse();
    assertThat(restored.judge(Bundle.of(chat(1, G2, 0)), world.now()).isSound()).isFalse();
    EpochMillis end = world.now().plusMillis(1000);
    assertThat(restored.judge(Bundle.of(chat(1, G1, 0)), end).isSound()).isTrue();
    assertThat(restored.judge(Bundle.of(chat(1, G2, 0)), end).isSound()).isFalse();
  }

  @Test
  void shouldEndATaskThatDoesNotWaitWhenItIsRejected() {
    world.submitted("task", PlantedPlacements.hasty());

    assertSound(new TaskRejected(TASK, REASON));
    world.carriedOut(new TaskRejected(TASK, REASON));
    assertThat(world.checker.books().job(TASK)).isNull();
  }

  @Test
  void shouldEnterNothingOfABundleThatIsNotAdmitted() {
    Bundle bundle = Bundle.of(chat(1, G1, 0), chat(2, G1, 0));

    assertThat(world.checker.admit(bundle, world.now()).isSound()).isFalse();

    assertThat(Recount.booked(world.checker)).isEqualTo(Recount.booked(GangFleet.world().checker));
    assertThat(world.checker.books().lastReplica()).isZero();
  }

  @Test
  void shouldEnterABundleThatIsAdmitted() {
    assertThat(world.checker.admit(Bundle.of(chat(1, G1, 0)), world.now()).isSound()).isTrue();
    Bundle next = Bundle.of(chat(2, G2, 0), stop(1));
    assertThat(world.checker.admit(next, world.now()).isSound()).isTrue();

    assertThat(world.ceiling(F1)).isEqualTo(400 + 900);
    assertThat(world.judge(stop(1)).isSound()).isFalse();
  }

  private void assertSound(Decision... decisions) {
    assertThat(world.judge(decisions).finding()).isNull();
  }
}
