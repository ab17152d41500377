package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every measurement on a made-up fleet is asked for: sizes, and the form of the figures. */
final class BenchOptions {
  private static final int GPUS_MIN = 100;
  private static final int GPUS_MAX = 1_000_000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--gpus",
      paramLabel = "N",
      description =
          "GPUs of the fleet, 100 to 1000000; about 1000, 10000 and 100000 one after the other"
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

  /** The form of the figures on standard output. */
  enum Format {
    json,
    table
  }

  /**
   * Measures each size that is asked for and prints what comes of it.
   *
   * @param sizes when none is asked for
   * @param figures measures a fleet of so many GPUs
   */
  int run(List<Integer> sizes, List<Column> columns, IntFunction<ObjectNode> figures) {
    Table table = new Table(columns.stream().map(Column::heading).toList());
    for (int size : asked(sizes)) {
      ObjectNode measured = figures.apply(size);
      if (format == Format.json) {
        print(List.of(measured.toString()));
      }
      table.add(columns.stream().map(column -> column.cell().apply(measured)).toList());
    }
    if (format == Format.table) {
      print(table.lines(true));
    }
    return ExitCode.OK.code();
  }

  private List<Integer> asked(List<Integer> sizes) {
    if (gpus == null) {
      return sizes;
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
}
