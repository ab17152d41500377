package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.report.bench.BenchPlan;
import io.wattpack.api.report.bench.BenchResult;
import io.wattpack.api.report.bench.PlacementBench;
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
  private static final int GPUS_MIN = 100;
  private static final int GPUS_MAX = 1_000_000;
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

  @Spec private CommandSpec spec;

  @Option(
      names = "--gpus",
      paramLabel = "N",
      description =
          "GPUs of the fleet, 100 to 1000000; 1000, 10000 and 100000 one after the other"
              + " when not given.")
  private @Nullable Integer gpus;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}): an object a line, each as"
              + " soon as it is known, or all as a table.",
      defaultValue = "json")
  private Format format;

  BenchPlacementCommand() {
    this(BenchPlan::of);
  }

  BenchPlacementCommand(IntFunction<BenchPlan> plans) {
    this.plans = plans;
  }

  /** The form of the figures on standard output. */
  enum Format {
    json,
    table
  }

  @Override
  public Integer call() {
    Table table = new Table(COLUMNS.stream().map(Column::heading).toList());
    for (int size : sizes()) {
      ObjectNode figures = json(new PlacementBench(plans.apply(size), System::nanoTime).run());
      if (format == Format.json) {
        print(List.of(figures.toString()));
      }
      table.add(COLUMNS.stream().map(column -> column.cell().apply(figures)).toList());
    }
    if (format == Format.table) {
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
