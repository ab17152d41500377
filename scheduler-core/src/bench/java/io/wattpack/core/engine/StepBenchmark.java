package io.wattpack.core.engine;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Whole steps of the engine, checker included: an arrival and the departures that make room. */
@State(Scope.Benchmark)
public class StepBenchmark {
  @Param({"small", "medium", "large"})
  public String size;

  private SyntheticWorld world;

  @Setup
  public void fill() {
    world = SyntheticWorld.of(size);
  }

  @Benchmark
  public boolean wholeStep() {
    return world.load().settle(world.load().step(world.load().arrival(world.work().next())));
  }
}
