package io.wattpack.api.cli;

import io.wattpack.api.report.replay.ReplayReport;
import io.wattpack.api.report.replay.ReplayTrace;
import io.wattpack.api.report.trace.ArrivalGenerator;
import io.wattpack.api.report.trace.Arrivals;
import io.wattpack.api.report.trace.OrderFile;
import io.wattpack.api.report.trace.TraceNode;
import io.wattpack.api.report.trace.TracePod;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a trace. */
final class ReplayInput {
  @Option(
      names = "--nodes",
      paramLabel = "FILE",
      required = true,
      description = "The nodes, as CSV: sn, cpu_milli, memory_mib, gpu, model.")
  private Path nodes;

  @Option(
      names = "--pods",
      paramLabel = "FILE",
      required = true,
      description =
          "The pods, as CSV: name, cpu_milli, memory_mib, num_gpu, gpu_milli and, if any, gpu_spec.")
  private Path pods;

  @Option(
      names = "--order",
      paramLabel = "FILE",
      description = "The order of arrivals and the ranks of nodes (default: drawn from the seed).")
  private @Nullable Path order;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Seeds the arrivals when there is no order, learning and the policy random (default ${DEFAULT-VALUE}).",
      defaultValue = "42")
  private long seed;

  long seed() {
    return seed;
  }

  ReplayReport.Source source() {
    return new ReplayReport.Source(
        name(nodes), name(pods), order == null ? null : name(order), seed);
  }

  private static String name(Path file) {
    Path name = file.getFileName();
    return name == null ? file.toString() : name.toString();
  }

  ReplayTrace read() {
    List<TraceNode> nodeList = TraceReading.nodes(nodes);
    List<TracePod> podList = TraceReading.pods(pods);
    Arrivals arrivals =
        order == null
            ? ArrivalGenerator.draw(nodeList, podList, seed)
            : TraceReading.read(
                order, file -> OrderFile.read(file, podList.size(), nodeList.size()));
    return ReplayTrace.of(nodeList, podList, arrivals);
  }
}
