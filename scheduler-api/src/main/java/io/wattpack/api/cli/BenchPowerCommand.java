package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.report.bench.PowerBench;
import io.wattpack.api.report.bench.PowerBenchPlan;
import io.wattpack.api.report.bench.PowerBenchResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how fast watts are dispatched. */
@Command(
    name = "power",
    description = {
      "Measures the dispatch of watts on a made-up fleet in which every GPU works and limits are"
          + " scarce on six levels: all caps from nothing, and all caps after another limit of the"
          + " grid connection.",
      "",
      "For the figure of one core the JVM's own threads must share it:"
          + " `taskset -c 0 wattpack bench power`."
    })
final class BenchPowerCommand implements Callable<Integer> {
  private static final List<Integer> SIZES = List.of(1_024, 10_000, 100_000);
  private static final int GPUS_MIN = 100;
  private static final int GPUS_MAX = 1_000_000;
  private static final double THOUSAND = 1000;
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("GPUS", "/gpus"),
          Column.of("LEVELS", "/levels"),
          Column.of("FULL-MS", "/fullDispatchMillis"),
          Column.of("INCREMENTAL-US", "/incrementalMicros"));

  private final IntFunction<PowerBenchPlan> plans;

  @Spec private CommandSpec spec;

  @Option(
      names = "--gpus",
      paramLabel = "N",
      description =
          "GPUs of the fleet, 100 to 1000000; 1024, 10000 and 100000 one after the other"
              + " when not given.")
  private @Nullable Integer gpus;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}): an object a line, each as"
              + " soon as it is known, or all as a table.",
      defaultValue = "json")
  private BenchPlacementCommand.Format format;

  BenchPowerCommand() {
    this(PowerBenchPlan::of);
  }

  BenchPowerCommand(IntFunction<PowerBenchPlan> plans) {
    this.plans = plans;
  }

  @Override
  public Integer call() {
    Table table = new Table(COLUMNS.stream().map(Column::heading).toList());
    for (int size : sizes()) {
      ObjectNode figures = json(new PowerBench(plans.apply(size), System::nanoTime).run());
      if (format == BenchPlacementCommand.Format.json) {
        print(List.of(figures.toString()));
      }
      table.add(COLUMNS.stream().map(column -> column.cell().apply(figures)).toList());
    }
    if (format == BenchPlacementCommand.Format.table) {
      print(table.lines(true));
    }
    return ExitCode.OK.code();
  }

  private List<Integer> sizes() {
    if (gpus == null) {
      return SIZES;
    }
    if (gpus < GPUS_MIN || gpus > GPUS_MAX) {
      throw new ParameterException(
          spec.commandLine(),
          "--gpus must be %d to %d, but was %d.".formatted(GPUS_MIN, GPUS_MAX, gpus));
    }
    return List.of(gpus);
  }

  private void print(List<String> lines) {
    PrintWriter out = spec.commandLine().getOut();
    lines.forEach(out::println);
    out.flush();
  }

  private static ObjectNode json(PowerBenchResult result) {
    ObjectNode figures = Json.object();
    figures.put("gpus", result.gpus());
    figures.put("levels", result.levels());
    figures.put(
        "fullDispatchMillis", Math.round(THOUSAND * result.fullDispatchMillis()) / THOUSAND);
    figures.put("incrementalMicros", Math.round(10 * result.incrementalMicros()) / 10.0);
    return figures;
  }
}
