package io.wattpack.api.report.bench;

import io.wattpack.core.power.curtail.CurtailPlan;
import io.wattpack.core.power.curtail.CurtailPlanner;
import io.wattpack.core.power.curtail.CurtailProblem;
import io.wattpack.core.power.dispatch.WattDispatch;
import io.wattpack.core.sim.synthetic.SyntheticCurtail;
import io.wattpack.core.sim.synthetic.SyntheticDispatch;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * One measurement of the dispatch of watts, and of taking them back, over a made-up fleet in which
 * every GPU works.
 */
public final class PowerBench {
  private static final int MEDIAN = 50;
  private static final double MICROS_PER_MILLI = 1e3;
  private static final int FALL_PERMILLE = 300;
  private static final int LIMIT_PERMILLE_MIN = 300;
  private static final int LIMIT_PERMILLE_MAX = 900;

  private final PowerBenchPlan plan;
  private final LongSupplier clock;
  private final SyntheticDispatch world;
  private final SplittableRandom random;

  /**
   * @param clock nanoseconds, from anywhere
   */
  public PowerBench(PowerBenchPlan plan, LongSupplier clock) {
    this.plan = plan;
    this.clock = clock;
    world = new SyntheticDispatch(plan.gpus(), plan.slackPermille(), plan.seed());
    random = new SplittableRandom(plan.seed());
  }

  public PowerBenchResult run() {
    dispatch(plan.warmUpTurns());
    changes(plan.warmUpTurns());
    falls(plan.warmUpTurns());
    return new PowerBenchResult(
        world.gpus(),
        SyntheticDispatch.LEVELS,
        dispatch(plan.turns()).micros(MEDIAN) / MICROS_PER_MILLI,
        falls(plan.turns()).micros(MEDIAN) / MICROS_PER_MILLI,
        changes(plan.turns()).micros(MEDIAN));
  }

  private Latencies dispatch(int turns) {
    Latencies taken = new Latencies();
    for (int i = 0; i < turns; i++) {
      long before = clock.getAsLong();
      solved(new WattDispatch(world.problem()).solve());
      taken.add(clock.getAsLong() - before);
    }
    return taken;
  }

  private Latencies changes(int turns) {
    WattDispatch dispatch = new WattDispatch(world.problem());
    solved(dispatch.solve());
    Latencies taken = new Latencies();
    for (int i = 0; i < turns; i++) {
      long limit =
          world.connectionLimit(random.nextInt(LIMIT_PERMILLE_MIN, LIMIT_PERMILLE_MAX + 1));
      long before = clock.getAsLong();
      solved(dispatch.changeLimit(0, limit));
      taken.add(clock.getAsLong() - before);
    }
    return taken;
  }

  private Latencies falls(int turns) {
    CurtailProblem fall = new SyntheticCurtail(plan.gpus(), FALL_PERMILLE, plan.seed()).problem();
    Latencies taken = new Latencies();
    for (int i = 0; i < turns; i++) {
      long before = clock.getAsLong();
      CurtailPlan found = new CurtailPlanner(fall).plan();
      taken.add(clock.getAsLong() - before);
      if (found.breachAtDeadline(0) > 0) {
        throw new IllegalStateException("The fall is more than the fleet can shed.");
      }
    }
    return taken;
  }

  private static void solved(int answer) {
    if (answer != WattDispatch.FITS) {
      throw new IllegalStateException("Domain %d cannot feed its lowest caps.".formatted(answer));
    }
  }
}
