package io.wattpack.core.power.curtail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.power.PowerCurve;
import io.wattpack.core.power.curtail.CurtailKind.Off;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A feeder (1) and another (2) below a connection (0); the fall lasts an hour. */
class CurtailPlannerTest {
  private static final long HOUR = 3_600_000;
  private static final PowerCurve CURVE =
      PowerCurve.measured(new int[] {200, 300, 400}, new int[] {600_000, 850_000, 1_000_000});

  private final List<CurtailKind> kinds = new ArrayList<>();
  private final RunningLoads loads = new RunningLoads();
  private final List<MinerLoad> miners = new ArrayList<>();
  private final List<MoveOffer> moves = new ArrayList<>();

  private static Off pause(long millis) {
    return new Off(60, 0, millis);
  }

  private static Off stop(long millis) {
    return new Off(40, 360_000, millis);
  }

  /** A kind with a weight of so many a watt; capped in 1 s, paused in 2 s, stopped in 3 s. */
  private int kind(ServiceTier tier, int worth) {
    return kind(tier, worth, 1000, pause(2000), stop(3000));
  }

  private int kind(ServiceTier tier, int worth, long capMillis, Off pause, Off stop) {
    kinds.add(new CurtailKind(CURVE, 400 * worth, tier, 400, 200, 1000, capMillis, pause, stop));
    return kinds.size() - 1;
  }

  private CurtailPlan plan(long connection, long feeder, long other) {
    return new CurtailPlanner(
            new CurtailProblem(
                new int[] {-1, 0, 0},
                new long[] {connection, feeder, other},
                kinds,
                loads,
                miners,
                moves,
                10_000,
                HOUR))
        .plan();
  }

  private static List<String> words(CurtailPlan plan) {
    return plan.actions().stream()
        .map(action -> action.kind() + " " + action.load() + " to " + action.to())
        .toList();
  }

  @Test
  void shouldDoNothingWhenNothingMustGo() {
    loads.add(kind(ServiceTier.FLEX, 4), 1, 4);
    miners.add(new MinerLoad(1, 1000, 4, 3000, 5000));
    CurtailPlan plan = plan(0, -1, -5000);
    assertThat(plan.actions()).isEmpty();
    assertThat(plan.cost()).isZero();
  }

  @Test
  void shouldTouchNoInferenceWhenMinersAreEnough() {
    loads.add(kind(ServiceTier.FLEX, 40), 1, 4);
    miners.add(new MinerLoad(1, 1000, 4, 1000, 5000));
    miners.add(new MinerLoad(2, 1000, 4, 500, 5000));
    CurtailPlan plan = plan(-100, 1500, -100);
    assertThat(words(plan)).containsExactly("MINER_STEPS 0 to 2");
    assertThat(plan.freed(1)).isEqualTo(plan.freedInTime(0)).isEqualTo(2000);
    assertThat(plan.freed(2)).isZero();
    assertThat(plan.doneMillis(1)).isEqualTo(5000);
    assertThat(plan.cost()).isEqualTo(2_000_000_000L);
  }

  @Test
  void shouldSaySoWhenEvenEverythingIsTooLittle() {
    loads.add(kind(ServiceTier.INTERACTIVE, 15), 1, 2);
    CurtailPlan plan = plan(1000, 700, 0);
    assertThat(words(plan)).containsExactly("STOP 0 to 40");
    assertThat(plan.freed(0)).isEqualTo(720);
    assertThat(plan.breach(0)).isEqualTo(280);
    assertThat(plan.breach(1)).isZero();
  }

  @Test
  void shouldPauseInsteadOfCappingBelowTheKnee() {
    int flex = kind(ServiceTier.FLEX, 4);
    loads.add(flex, 1, 1);
    loads.add(flex, 1, 1);
    CurtailPlan plan = plan(0, 500, 0);
    assertThat(words(plan)).containsExactly("CAP 0 to 240", "PAUSE 1 to 60");
    assertThat(plan.freed(1)).isEqualTo(500);
  }

  @Test
  void shouldStopNobodyWhileALowerTierBelowTheSameLimitCouldStop() {
    // The lower tier loses more by a stop: an hour to load again.
    loads.add(kind(ServiceTier.STANDARD, 5, CurtailKind.NEVER, pause(0), stop(0)), 1, 1);
    Off slow = new Off(40, HOUR, 0);
    loads.add(kind(ServiceTier.FLEX, 4, CurtailKind.NEVER, null, slow), 1, 1);
    assertThat(words(plan(0, 300, 0))).containsExactly("STOP 1 to 40");
    // But not below another limit.
    loads.add(kind(ServiceTier.FLEX, 1), 2, 9);
    assertThat(words(plan(0, 300, 0))).containsExactly("STOP 1 to 40");
  }

  @Test
  void shouldTakeAGangAsAWholeAndNameWhatItFreesEverywhere() {
    loads.add(kind(ServiceTier.FLEX, 4, CurtailKind.NEVER, pause(0), null));
    loads.addPart(1, 2);
    loads.addPart(2, 3);
    CurtailPlan plan = plan(-1, 10, -1);
    assertThat(words(plan)).containsExactly("PAUSE 0 to 60");
    assertThat(plan.freed(0)).isEqualTo(5 * 340);
    assertThat(plan.freed(1)).isEqualTo(2 * 340);
    assertThat(plan.freed(2)).isEqualTo(3 * 340);
  }

  @Test
  void shouldGiveAllDevicesOfAGangOneCap() {
    loads.add(kind(ServiceTier.FLEX, 4));
    loads.addPart(1, 2);
    loads.addPart(2, 2);
    CurtailPlan plan = plan(0, 100, 60);
    assertThat(words(plan)).containsExactly("CAP 0 to 350");
    assertThat(plan.freed(2)).isEqualTo(100);
  }

  @Test
  void shouldMoveWhereThatLosesLess() {
    int standard = kind(ServiceTier.STANDARD, 8, CurtailKind.NEVER, null, stop(0));
    loads.add(standard, 1, 1);
    loads.add(standard, 1, 1);
    moves.add(new MoveOffer(1, 60_000, 4000));
    CurtailPlan plan = plan(0, 300, 0);
    assertThat(words(plan)).containsExactly("MOVE 1 to 40");
    // A minute of 3200 an hour, in whole billionths.
    assertThat(plan.cost()).isEqualTo(53_333_331L);
  }

  @Test
  void shouldAddWhatIsTooSlowOnlyWhereTheFastIsTooLittle() {
    loads.add(kind(ServiceTier.FLEX, 4, 1000, null, stop(30_000)), 1, 2);
    CurtailPlan enough = plan(0, 300, 0);
    assertThat(words(enough)).containsExactly("CAP 0 to 250");
    CurtailPlan plan = plan(0, 600, 0);
    assertThat(words(plan)).containsExactly("CAP 0 to 200", "STOP 0 to 40");
    assertThat(plan.inTime()).isEqualTo(1);
    assertThat(plan.breachAtDeadline(1)).isEqualTo(200);
    assertThat(plan.breach(1)).isZero();
    assertThat(plan.doneMillis(1)).isEqualTo(30_000);
    // Both together cost what the stop alone would.
    assertThat(plan.cost()).isEqualTo(2 * 1600 * 1_100_000L);
  }

  @Test
  void shouldTakeTheFastWayThoughASlowOneIsCheaper() {
    loads.add(kind(ServiceTier.FLEX, 4, CurtailKind.NEVER, null, stop(3000)), 1, 1);
    moves.add(new MoveOffer(0, 0, 30_000));
    assertThat(words(plan(0, 10, 0))).containsExactly("STOP 0 to 40");
  }

  @Test
  void shouldTakeOfEqualLoadsTheOneThatLosesLeastOnTheWay() {
    loads.add(kind(ServiceTier.FLEX, 1, CurtailKind.NEVER, null, new Off(40, 60_000, 0)), 1, 1);
    loads.add(kind(ServiceTier.FLEX, 1, CurtailKind.NEVER, pause(0), stop(0)), 1, 1);
    assertThat(words(plan(0, 300, 0))).containsExactly("PAUSE 1 to 60");
  }

  @Test
  void shouldRefuseWeightsWhoseSumsFitNoLong() {
    kinds.add(
        new CurtailKind(CURVE, Integer.MAX_VALUE, ServiceTier.FLEX, 400, 200, 1000, 0, null, null));
    loads.add(0, 1, 3);
    assertThatThrownBy(() -> plan(0, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("6442450941, above 4611686018");
  }

  @Test
  void shouldRefuseAMoveOfWhatMayNotStop() {
    loads.add(kind(ServiceTier.FLEX, 4, 0, pause(0), null), 1, 1);
    moves.add(new MoveOffer(0, 0, 0));
    assertThatThrownBy(() -> plan(0, 1, 0)).hasMessageContaining("Load 0 has two places");
  }
}
