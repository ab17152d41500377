package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.report.bench.BenchPlan;
import io.wattpack.api.report.bench.BenchResult;
import io.wattpack.api.report.bench.PlacementBench;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures how fast and how small placement is. */
@Command(
    name = "placement",
    description = {
      "Measures placement on a made-up fleet that is kept 85 %% full: the policy wattpack learns, work"
          + " comes and goes for 30 s unmeasured, then every step counts.",
      "",
      "One thread decides. For the figure of one core the JVM's own threads must share it:"
          + " `taskset -c 0 wattpack bench placement`. On a machine with other work the figure per"
          + " second of processor time is the one to compare."
    })
final class BenchPlacementCommand implements Callable<Integer> {
  private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("GPUS", "/gpus"),
          Column.of("PLACED/S", "/placementsPerSecond"),
          Column.of("PLACED/CPU-S", "/placementsPerCpuSecond"),
          Column.of("REFUSED/S", "/refusalsPerSecond"),
          Column.of("P50-US", "/p50Micros"),
          Column.of("P99-US", "/p99Micros"),
          Column.of("MAX-US", "/maxMicros"),
          Column.of("BYTES/GPU", "/bytesPerGpu"),
          Column.of("FULL-%", "/fullPercent"),
          Column.of("LEARN-S", "/learnSeconds"));

  private final IntFunction<BenchPlan> plans;

  @Mixin private BenchOptions options;

  BenchPlacementCommand() {
    this(BenchPlan::of);
  }

  BenchPlacementCommand(IntFunction<BenchPlan> plans) {
    this.plans = plans;
  }

  @Override
  public Integer call() {
    return options.run(
        SIZES,
        COLUMNS,
        size -> json(new PlacementBench(plans.apply(size), System::nanoTime).run()));
  }

  private static ObjectNode json(BenchResult result) {
    ObjectNode figures = Json.object();
    figures.put("gpus", result.gpus());
    figures.put("placementsPerSecond", Math.round(result.placementsPerSecond()));
    figures.put("placementsPerCpuSecond", Math.round(result.placementsPerCpuSecond()));
    figures.put("refusalsPerSecond", Math.round(result.refusalsPerSecond()));
    figures.put("p50Micros", tenths(result.p50Micros()));
    figures.put("p99Micros", tenths(result.p99Micros()));
    figures.put("maxMicros", tenths(result.maxMicros()));
    figures.put("bytesPerGpu", tenths(result.bytesPerGpu()));
    figures.put("fullPercent", tenths(result.fullPercent()));
    figures.put("learnSeconds", tenths(result.learnSeconds()));
    return figures;
  }

  private static double tenths(double value) {
    return Math.round(10 * value) / 10.0;
  }
}
