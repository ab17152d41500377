package io.wattpack.core.engine;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Whole steps of the engine, checker included: an arrival and the departures that make room. */
@State(Scope.Benchmark)
public class StepBenchmark {
  private static final int WARM_UP_STEPS = 150_000;

  @Param({"small", "medium", "large"})
  public String size;

  private SyntheticWorld world;

  @Setup
  public void fill() {
    world = SyntheticWorld.of(size);
    // By steps, not by time: the compiler is through with a whole step only after many.
    for (int i = 0; i < WARM_UP_STEPS; i++) {
      wholeStep();
    }
  }

  @Benchmark
  public boolean wholeStep() {
    return world.load().settle(world.load().step(world.load().arrival(world.work().next())));
  }
}
