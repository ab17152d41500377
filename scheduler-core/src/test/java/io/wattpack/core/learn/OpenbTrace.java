package io.wattpack.core.learn;

import io.wattpack.core.model.CpuPackage;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.units.Watts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the nodes and the work of the openb trace. */
final class OpenbTrace {
  /** Watts of a GPU idle and full, of a processor idle and full, and cores of a processor. */
  private static final Map<String, int[]> SHEETS =
      Map.of(
          "T4", new int[] {10, 70, 20, 165, 24},
          "P100", new int[] {25, 250, 15, 120, 16},
          "V100M16", new int[] {30, 300, 20, 185, 16},
          "V100M32", new int[] {30, 300, 20, 185, 16},
          "A10", new int[] {30, 150, 20, 270, 32},
          "G2", new int[] {30, 150, 20, 270, 32},
          "G3", new int[] {50, 400, 20, 270, 32});

  private OpenbTrace() {}

  static FleetSketch fleet(Path folder) throws IOException {
    List<NodeKind> nodes = new ArrayList<>();
    for (Map<String, String> row : rows(folder.resolve("openb_node_list_gpu_node.csv"))) {
      nodes.add(node(row));
    }
    return FleetSketch.of(nodes);
  }

  private static NodeKind node(Map<String, String> row) {
    int[] sheet = SHEETS.get(row.get("model"));
    CpuPackage processor = new CpuPackage(new Watts(sheet[2]), new Watts(sheet[3]), 2 * sheet[4]);
    return new NodeKind(
        row.get("model").toLowerCase(Locale.ROOT),
        number(row, "gpu"),
        number(row, "cpu_milli"),
        number(row, "memory_mib"),
        sheet[0],
        sheet[1],
        processor);
  }

  static WorkloadMix mix(Path folder, String trace) throws IOException {
    List<WorkShape> work = new ArrayList<>();
    for (Map<String, String> row : rows(folder.resolve("openb_pod_list_" + trace + ".csv"))) {
      work.add(shape(row));
    }
    return WorkloadMix.of(work);
  }

  private static WorkShape shape(Map<String, String> row) {
    int gpus = number(row, "num_gpu");
    List<GpuModelId> models = new ArrayList<>();
    for (String model : row.getOrDefault("gpu_spec", "").split("\\|")) {
      if (gpus > 0 && !model.isEmpty()) {
        models.add(new GpuModelId(model.toLowerCase(Locale.ROOT)));
      }
    }
    int milli = gpus == 0 ? 0 : number(row, "gpu_milli");
    return new WorkShape(number(row, "cpu_milli"), number(row, "memory_mib"), gpus, milli, models);
  }

  private static int number(Map<String, String> row, String column) {
    return Integer.parseInt(row.get(column));
  }

  private static List<Map<String, String>> rows(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String[] names = lines.getFirst().split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < cells.length; i++) {
        row.put(names[i], cells[i]);
      }
      rows.add(row);
    }
    return rows;
  }
}
