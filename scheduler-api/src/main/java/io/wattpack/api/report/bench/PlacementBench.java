package io.wattpack.api.report.bench;

import io.wattpack.core.engine.StepInput;
import io.wattpack.core.engine.StepResult;
import io.wattpack.core.learn.FleetSketch;
import io.wattpack.core.learn.Learning;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.model.PolicyName;
import io.wattpack.core.sim.synthetic.SyntheticFleet;
import io.wattpack.core.sim.synthetic.SyntheticLoad;
import io.wattpack.core.sim.synthetic.SyntheticWork;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One measurement of placement, by one thread: the policy learns the made-up mix, the fleet is
 * filled, and then work comes and goes, first to warm up, then against the clock.
 */
public final class PlacementBench {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private static final int COLLECTIONS = 5;

  private final BenchPlan plan;
  private final LongSupplier clock;
  private final SyntheticWork work;
  private final Latencies placements = new Latencies();
  private final Latencies refusals = new Latencies();
  private @Nullable SyntheticLoad load;
  private long cpuNanos;
  private long learnNanos;

  /**
   * @param clock nanoseconds, from anywhere
   */
  public PlacementBench(BenchPlan plan, LongSupplier clock) {
    this.plan = plan;
    this.clock = clock;
    work = new SyntheticWork(new SplittableRandom(plan.seed()));
  }

  public BenchResult run() {
    int gpus = open();
    load().fill(work);
    churn(plan.warmUpMillis(), new Latencies());
    refuse(plan.warmUpMillis() / 3, new Latencies());
    churn(plan.placeMillis(), placements);
    int fullPermille = load().fullPermille();
    refuse(plan.refuseMillis(), refusals);
    return new BenchResult(
        gpus,
        placements.perSecond(),
        placements.perSecond(cpuNanos),
        refusals.perSecond(),
        placements.micros(50),
        placements.micros(99),
        placements.micros(100),
        heapBytes() / (double) gpus,
        fullPermille / 10.0,
        learnNanos / NANOS_PER_SECOND);
  }

  private SyntheticLoad load() {
    return Objects.requireNonNull(load);
  }

  /** Learns and starts; keeps nothing but the engine, so that its heap can be told. */
  private int open() {
    Fleet made = SyntheticFleet.of(plan.gpus());
    long start = clock.getAsLong();
    Learning learning = Learning.of(FleetSketch.of(made), SyntheticWork.mix(), plan.learning());
    boolean isLearning = true;
    while (isLearning) {
      isLearning = learning.advance();
    }
    PlacementPolicy policy =
        PlacementPolicy.learned(PolicyName.WATTPACK, learning.result().table());
    learnNanos = clock.getAsLong() - start;
    SplittableRandom departures = new SplittableRandom(plan.seed() + 1);
    load = new SyntheticLoad(made, policy, plan.fullPermille(), departures);
    return made.nodes().stream().mapToInt(node -> node.gpuCount()).sum();
  }

  /** Arrivals and departures for so long. */
  private void churn(long millis, Latencies placed) {
    long end = clock.getAsLong() + millis * NANOS_PER_MILLI;
    long cpu = cpuNow();
    while (clock.getAsLong() < end) {
      time(load().arrival(work.next()), placed, true);
    }
    cpuNanos = cpuNow() - cpu;
  }

  /** Asks that are refused for so long, each after an arrival that is not counted. */
  private void refuse(long millis, Latencies refused) {
    long end = clock.getAsLong() + millis * NANOS_PER_MILLI;
    for (int turn = 0; clock.getAsLong() < end; turn++) {
      load().settle(load().step(load().arrival(work.next())));
      time(load().arrivalAlone(SyntheticWork.hopeless(turn)), refused, false);
    }
  }

  private void time(StepInput input, Latencies counted, boolean countsPlaced) {
    long before = clock.getAsLong();
    StepResult result = load().step(input);
    long taken = clock.getAsLong() - before;
    if (load().settle(result) == countsPlaced) {
      counted.add(taken);
    }
  }

  private static long cpuNow() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** What garbage collection leaves of the engine, which is gone afterwards. */
  private long heapBytes() {
    long with = usedBytes();
    load().forgetEngine();
    return with - usedBytes();
  }

  private static long usedBytes() {
    // More than once: what dies late is found late, and some collectors leave gaps at first.
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
