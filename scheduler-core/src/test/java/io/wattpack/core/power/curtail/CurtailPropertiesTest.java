package io.wattpack.core.power.curtail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What holds of every plan, on made-up trees small and larger, with slow actions among others. */
class CurtailPropertiesTest {
  private static final boolean IS_FULL = Boolean.getBoolean("wattpack.curtail.full");
  private static final long SEED = Long.getLong("wattpack.curtail.seed", 1);
  private static final int FLEETS = IS_FULL ? 1000 : 100;

  private interface Rule {
    void hold(CurtailProblem problem, CurtailPlan plan, String world);
  }

  private static void forAll(boolean isAllFast, Rule rule) {
    for (long seed = SEED; seed < SEED + FLEETS; seed++) {
      int loads = seed % 4 == 0 ? 150 : 12;
      CurtailProblem problem = new RandomFleets(seed, loads, 25, isAllFast).next();
      rule.hold(problem, new CurtailPlanner(problem).plan(), "seed " + seed);
    }
  }

  @Test
  void shouldKeepEveryLimitOrLeaveJustWhatCannotBeShed() {
    int[] breaches = new int[2];
    forAll(
        false,
        (problem, plan, world) -> {
          CurtailOracle fast = new CurtailOracle(problem);
          CurtailOracle all = new CurtailOracle(problem, Long.MAX_VALUE);
          for (int v = 0; v < problem.domains(); v++) {
            long inTime = problem.excess(v) - fast.now(v) + fast.lowest(v);
            long atLast = problem.excess(v) - all.now(v) + all.lowest(v);
            assertThat(plan.breachAtDeadline(v)).as(world).isEqualTo(Math.max(0, inTime));
            assertThat(plan.breach(v)).as(world).isEqualTo(Math.max(0, atLast));
            breaches[0] += inTime > 0 ? 1 : 0;
            breaches[1] += atLast > 0 ? 1 : 0;
          }
        });
    assertThat(breaches[0]).isGreaterThan(breaches[1]);
    assertThat(breaches[1]).isPositive();
  }

  @Test
  void shouldFreeAtEveryDomainWhatTheActionsBelowItFree() {
    forAll(
        false,
        (problem, plan, world) -> {
          for (int v = 0; v < problem.domains(); v++) {
            assertThat(plan.freed(v)).as(world).isEqualTo(freed(problem, plan, v, Long.MAX_VALUE));
            assertThat(plan.freedInTime(v))
                .as(world)
                .isEqualTo(freed(problem, plan, v, problem.deadlineMillis()));
          }
          assertThat(plan.actions().stream().mapToLong(CurtailAction::cost).sum())
              .as(world)
              .isEqualTo(plan.cost());
        });
  }

  private static long freed(CurtailProblem problem, CurtailPlan plan, int domain, long millis) {
    long freed = 0;
    for (CurtailAction action : plan.actions()) {
      if (action.millis() <= millis) {
        freed += action.freedPerDevice() * devicesBelow(problem, action, domain);
      }
    }
    return freed;
  }

  private static long devicesBelow(CurtailProblem problem, CurtailAction action, int domain) {
    if (action.kind() == ActionKind.MINER_STEPS) {
      return isBelow(problem, problem.miners().get(action.load()).domain(), domain) ? 1 : 0;
    }
    RunningLoads loads = problem.loads();
    long below = 0;
    for (int p = loads.firstPart(action.load()); p < loads.endPart(action.load()); p++) {
      below += isBelow(problem, loads.domain(p), domain) ? loads.devices(p) : 0;
    }
    return below;
  }

  private static boolean isBelow(CurtailProblem problem, int domain, int top) {
    int at = domain;
    while (at > top) {
      at = problem.parents()[at];
    }
    return at == top;
  }

  @Test
  void shouldCapNothingBelowItsKneeAndTakeEachLoadOnceInARound() {
    forAll(
        false,
        (problem, plan, world) -> {
          int[] taken = new int[problem.loads().size()];
          for (int i = 0; i < plan.actions().size(); i++) {
            CurtailAction action = plan.actions().get(i);
            assertThat(action.millis() <= problem.deadlineMillis())
                .as(world)
                .isEqualTo(i < plan.inTime());
            if (action.kind() != ActionKind.MINER_STEPS) {
              CurtailKind kind = problem.kinds().get(problem.loads().kind(action.load()));
              int round = i < plan.inTime() ? 1 : 2;
              assertThat(taken[action.load()]).as(world).isLessThan(round);
              taken[action.load()] = round;
              boolean isCap = action.kind() == ActionKind.CAP;
              assertThat(isCap && action.to() < kind.wattsMin()).as(world).isFalse();
              assertThat(action.to()).as(world).isLessThan(kind.wattsNow());
            }
          }
        });
  }

  @Test
  void shouldTakeNobodyForWhomLowerTiersCouldMakeRoom() {
    int[] off = new int[1];
    forAll(
        true,
        (problem, plan, world) -> {
          CurtailOracle oracle = new CurtailOracle(problem);
          int[] drawn = oracle.drawn();
          for (CurtailAction action : plan.actions()) {
            boolean isMiner = action.kind() == ActionKind.MINER_STEPS;
            drawn[action.load() + (isMiner ? problem.loads().size() : 0)] -=
                action.freedPerDevice();
          }
          for (CurtailAction action : plan.actions()) {
            if (action.kind() != ActionKind.CAP && action.kind() != ActionKind.MINER_STEPS) {
              boolean isMoved = action.kind() == ActionKind.MOVE;
              assertThat(oracle.lacks(action.load(), isMoved, drawn)).as(world).isTrue();
              off[0]++;
            }
          }
        });
    assertThat(off[0]).isPositive();
  }

  @Test
  void shouldSwitchOffNoMinerStepThatFits() {
    forAll(
        true,
        (problem, plan, world) -> {
          for (CurtailAction action : plan.actions()) {
            if (action.kind() == ActionKind.MINER_STEPS) {
              MinerLoad miner = problem.miners().get(action.load());
              boolean fits = true;
              for (int v = miner.domain(); v >= 0; v = problem.parents()[v]) {
                fits &= plan.freed(v) - problem.excess(v) >= miner.stepWatts();
              }
              assertThat(fits).as(world).isFalse();
            }
          }
        });
  }

  @Test
  void shouldNameActionsInTheOrderOfWhatAWattCosts() {
    forAll(
        false,
        (problem, plan, world) -> {
          long before = 0;
          for (CurtailAction action : plan.actions().subList(0, plan.inTime())) {
            assertThat(action.cost() / action.freed()).as(world).isGreaterThanOrEqualTo(before);
            before = action.cost() / action.freed();
          }
        });
  }

  @Test
  void shouldPlanTheSameForTheSameProblem() {
    forAll(
        false,
        (problem, plan, world) ->
            assertThat(new CurtailPlanner(problem).plan().actions())
                .as(world)
                .isEqualTo(plan.actions()));
  }
}
