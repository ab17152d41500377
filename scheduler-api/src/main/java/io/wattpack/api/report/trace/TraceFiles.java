package io.wattpack.api.report.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the node list and the pod list of a trace in the form of the public openb trace. */
public final class TraceFiles {
  private static final int GPUS_MAX = 16;
  private static final int FIGURE_MAX = 1_000_000_000;
  private static final int WHOLE_MILLI = 1000;

  private TraceFiles() {}

  /** The nodes with GPUs, by name; those without take no part in a replay. */
  public static List<TraceNode> nodes(Path file) throws IOException, TraceFileException {
    CsvFile csv = CsvFile.read(file);
    csv.require("sn", "cpu_milli", "memory_mib", "gpu", "model");
    List<TraceNode> nodes = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (CsvFile.Row row : csv.rows()) {
      if (!names.add(row.text("sn"))) {
        throw row.wrong("sn", "must name one node only");
      }
      TraceNode node = node(row);
      if (node.gpuCount() > 0) {
        nodes.add(node);
      }
    }
    nodes.sort(Comparator.comparing(TraceNode::name));
    return notEmpty(nodes, file, "a node with GPUs");
  }

  /** The pods in the order of the file. */
  public static List<TracePod> pods(Path file) throws IOException, TraceFileException {
    CsvFile csv = CsvFile.read(file);
    csv.require("name", "cpu_milli", "memory_mib", "num_gpu", "gpu_milli");
    List<TracePod> pods = new ArrayList<>();
    for (CsvFile.Row row : csv.rows()) {
      pods.add(pod(row, csv.has("gpu_spec")));
    }
    if (pods.stream().noneMatch(pod -> pod.gpuCount() > 0)) {
      return notEmpty(List.of(), file, "a pod that asks for a GPU");
    }
    return pods;
  }

  private static TraceNode node(CsvFile.Row row) throws TraceFileException {
    int gpuCount = row.number("gpu", 0, GPUS_MAX);
    String model = row.text("model");
    if (gpuCount > 0 && model.isEmpty()) {
      throw row.wrong("model", "must name the model of the GPUs");
    }
    return new TraceNode(
        row.text("sn"),
        row.number("cpu_milli", 1, FIGURE_MAX),
        row.number("memory_mib", 1, FIGURE_MAX),
        gpuCount,
        model);
  }

  private static TracePod pod(CsvFile.Row row, boolean hasModels) throws TraceFileException {
    int gpuCount = row.number("num_gpu", 0, GPUS_MAX);
    return new TracePod(
        row.text("name"),
        row.number("cpu_milli", 0, FIGURE_MAX),
        row.number("memory_mib", 0, FIGURE_MAX),
        gpuCount,
        gpuCount == 0 ? 0 : gpuMilli(row, gpuCount),
        hasModels ? models(row.text("gpu_spec")) : List.of());
  }

  private static int gpuMilli(CsvFile.Row row, int gpuCount) throws TraceFileException {
    int milli = row.number("gpu_milli", 1, WHOLE_MILLI);
    if (gpuCount > 1 && milli < WHOLE_MILLI) {
      throw row.wrong("gpu_milli", "must be 1000 with more than one GPU");
    }
    return milli;
  }

  private static List<String> models(String joined) {
    return Arrays.stream(joined.split("\\|"))
        .map(String::strip)
        .filter(model -> !model.isEmpty())
        .toList();
  }

  private static <T> List<T> notEmpty(List<T> found, Path file, String what)
      throws TraceFileException {
    if (found.isEmpty()) {
      throw new TraceFileException(
          "%s holds not one line with %s.".formatted(file, what),
          "this is the wrong file, or it was cut off.");
    }
    return found;
  }
}
