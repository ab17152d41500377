package io.wattpack.api.report.replay;

import io.wattpack.api.report.trace.OrderFile;
import io.wattpack.api.report.trace.TraceFileException;
import io.wattpack.api.report.trace.TraceFiles;
import io.wattpack.api.report.trace.TraceNode;
import io.wattpack.api.report.trace.TracePod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The public openb trace, in the folder that {@code -Dwattpack.openb} names. */
public record OpenbTrace(Path folder) {
  /** Empty, with a notice, when no folder is named: the data is not part of the project. */
  public static Optional<OpenbTrace> find() {
    String folder = System.getProperty("wattpack.openb");
    if (folder == null) {
      System.out.println("Skipped: -Dwattpack.openb=FOLDER names no folder with the openb trace.");
      return Optional.empty();
    }
    return Optional.of(new OpenbTrace(Path.of(folder)));
  }

  /**
   * The trace in an order that was published for it.
   *
   * @param order such as {@code default_42}
   */
  public ReplayTrace trace(String order) throws IOException, TraceFileException {
    List<TraceNode> nodes = TraceFiles.nodes(nodesFile());
    List<TracePod> pods = TraceFiles.pods(podsFile(order.substring(0, order.indexOf('_'))));
    return ReplayTrace.of(nodes, pods, OrderFile.read(orderFile(order), pods.size(), nodes.size()));
  }

  public Path nodesFile() {
    return folder.resolve("openb_node_list_gpu_node.csv");
  }

  /** The pod list of a variant, such as {@code default}. */
  public Path podsFile(String variant) {
    return folder.resolve("openb_pod_list_%s.csv".formatted(variant));
  }

  public Path orderFile(String order) {
    return folder.resolve("orders").resolve(order + ".txt");
  }
}
