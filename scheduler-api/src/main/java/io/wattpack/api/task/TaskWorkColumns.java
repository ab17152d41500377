package io.wattpack.api.task;

import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a task asks for as columns of its row. */
final class TaskWorkColumns {
  static final String NAMES =
      "gpus, gpu_share_milli, memory_mib, gpu_models, run_millis, cpu_milli, host_memory_mib, linked,"
          + " mig, members, spread, tolerations, waits";
  static final int COUNT = NAMES.split(",").length;

  private TaskWorkColumns() {}

  /** In the order of {@link #NAMES}. */
  static List<@Nullable Object> values(TaskWork work) {
    return Arrays.asList(
        work.gpuCount(),
        work.share().milli(),
        work.memory().value(),
        work.gpuModels().stream().map(GpuModelId::value).collect(Collectors.joining(" ")),
        work.runMillis(),
        work.needs().cpuMilli(),
        work.needs().memory().value(),
        work.needs().isLinked() ? 1 : 0,
        work.needs().migProfile(),
        work.members(),
        work.rules().spread().stream()
            .map(limit -> limit.level().label() + ":" + limit.replicasMax())
            .collect(Collectors.joining(" ")),
        String.join(" ", work.rules().tolerations()),
        work.isWaiting() ? 1 : 0);
  }

  static TaskWork work(ResultSet row) throws SQLException {
    return new TaskWork(
        row.getInt("gpus"),
        new GpuShare(row.getInt("gpu_share_milli")),
        new Mebibytes(row.getLong("memory_mib")),
        words(row.getString("gpu_models")).stream().map(GpuModelId::new).toList(),
        row.getLong("run_millis"),
        new NodeNeeds(
            row.getLong("cpu_milli"),
            new Mebibytes(row.getLong("host_memory_mib")),
            row.getBoolean("linked"),
            row.getString("mig")),
        row.getInt("members"),
        new PlacementRules(
            words(row.getString("spread")).stream().map(TaskWorkColumns::limit).toList(),
            words(row.getString("tolerations"))),
        row.getBoolean("waits"));
  }

  static List<String> words(String text) {
    return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }

  private static SpreadLimit limit(String word) {
    int at = word.indexOf(':');
    return new SpreadLimit(level(word.substring(0, at)), Integer.parseInt(word.substring(at + 1)));
  }

  private static SpreadLevel level(String label) {
    return Stream.of(SpreadLevel.values())
        .filter(level -> level.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("A task's row names no level: " + label));
  }
}
