package io.wattpack.api.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say what to learn from: a trace or a journal. */
final class LearnSource {
  @ArgGroup(exclusive = false)
  @Nullable Trace trace;

  @ArgGroup(exclusive = false)
  @Nullable Service service;

  /** The lists of a workload trace. */
  static final class Trace {
    @Option(
        names = "--nodes",
        paramLabel = "FILE",
        required = true,
        description = "The nodes, as CSV: sn, cpu_milli, memory_mib, gpu, model.")
    Path nodes;

    @Option(
        names = "--pods",
        paramLabel = "FILE",
        required = true,
        description =
            "The pods, as CSV: name, cpu_milli, memory_mib, num_gpu, gpu_milli and, if any, gpu_spec.")
    Path pods;
  }

  /** The data of a service, which may run meanwhile. */
  static final class Service {
    private static final String DATABASE = "wattpack.db";

    @Option(
        names = "--from-journal",
        required = true,
        description = "Learn from the arrivals in a service's journal, for its present fleet.")
    boolean isAsked;

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description =
            "The service's data folder: dataDir of its configuration (default ${DEFAULT-VALUE}).",
        defaultValue = "wattpack-data")
    Path data;

    Path database() {
      return data.resolve(DATABASE);
    }
  }
}
