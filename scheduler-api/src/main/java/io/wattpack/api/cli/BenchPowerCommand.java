package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.report.bench.PowerBench;
import io.wattpack.api.report.bench.PowerBenchPlan;
import io.wattpack.api.report.bench.PowerBenchResult;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures how fast watts are dispatched and taken back. */
@Command(
    name = "power",
    description = {
      "Measures the dispatch of watts on a made-up fleet in which every GPU works and limits are"
          + " scarce on six levels: all caps from nothing, all caps after another limit of the grid"
          + " connection, and the plan of what to give when the connection falls by 30 %%.",
      "",
      "For the figure of one core the JVM's own threads must share it:"
          + " `taskset -c 0 wattpack bench power`."
    })
final class BenchPowerCommand implements Callable<Integer> {
  private static final List<Integer> SIZES = List.of(1_024, 10_000, 100_000);
  private static final double THOUSAND = 1000;
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("GPUS", "/gpus"),
          Column.of("LEVELS", "/levels"),
          Column.of("FULL-MS", "/fullDispatchMillis"),
          Column.of("CURTAIL-MS", "/curtailmentPlanMillis"),
          Column.of("INCREMENTAL-US", "/incrementalMicros"));

  private final IntFunction<PowerBenchPlan> plans;

  @Mixin private BenchOptions options;

  BenchPowerCommand() {
    this(PowerBenchPlan::of);
  }

  BenchPowerCommand(IntFunction<PowerBenchPlan> plans) {
    this.plans = plans;
  }

  @Override
  public Integer call() {
    return options.run(
        SIZES, COLUMNS, size -> json(new PowerBench(plans.apply(size), System::nanoTime).run()));
  }

  private static ObjectNode json(PowerBenchResult result) {
    ObjectNode figures = Json.object();
    figures.put("gpus", result.gpus());
    figures.put("levels", result.levels());
    figures.put("fullDispatchMillis", thousandths(result.fullDispatchMillis()));
    figures.put("curtailmentPlanMillis", thousandths(result.curtailmentPlanMillis()));
    figures.put("incrementalMicros", Math.round(10 * result.incrementalMicros()) / 10.0);
    return figures;
  }

  private static double thousandths(double value) {
    return Math.round(THOUSAND * value) / THOUSAND;
  }
}
