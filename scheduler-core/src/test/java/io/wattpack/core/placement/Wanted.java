package io.wattpack.core.placement;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.MigProfile;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.TaskWork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What work asks for, read from its own words.
 *
 * @param pool null: a task
 * @param ways in the order in which equals are chosen
 */
record Wanted(@Nullable PoolId pool, PlacementRules rules, List<Way> ways) {
  /**
   * One way to run.
   *
   * @param slice null: whole GPUs, a share or none
   */
  record Way(
      GpuModelId model,
      int gpus,
      int share,
      long memory,
      NodeNeeds needs,
      @Nullable MigProfile slice,
      int members,
      long loadMillis) {
    boolean isWhole() {
      return gpus > 0 && share == 1000 && slice == null;
    }

    boolean isLinked() {
      return needs.isLinked() && gpus > 1;
    }
  }

  int members() {
    return ways.stream().mapToInt(Way::members).max().orElse(1);
  }

  static Wanted of(TaskWork task, Fleet fleet) {
    List<Way> ways = new ArrayList<>();
    List<GpuModel> models = new ArrayList<>(fleet.gpuModels());
    models.sort((one, other) -> one.id().compareTo(other.id()));
    for (GpuModel model : models) {
      if (task.gpuModels().isEmpty() || task.gpuModels().contains(model.id())) {
        int share = task.gpuCount() == 0 ? 0 : task.share().milli();
        long memory = task.gpuCount() == 0 ? 0 : task.memory().value();
        add(ways, model, task.gpuCount(), share, memory, task.needs(), task.members(), 0);
      }
    }
    return new Wanted(null, task.rules(), ways);
  }

  static Wanted of(PoolId pool, PlacementRules rules, List<ModelProfile> profiles, Fleet fleet) {
    List<Way> ways = new ArrayList<>();
    for (ModelProfile profile : profiles) {
      GpuModel model =
          fleet.gpuModels().stream()
              .filter(sheet -> sheet.id().equals(profile.gpuModel()))
              .findFirst()
              .orElseThrow();
      add(
          ways,
          model,
          profile.gpuCount(),
          profile.share().milli(),
          profile.memory().value(),
          profile.needs(),
          profile.members(),
          profile.loadMillis());
    }
    return new Wanted(pool, rules, ways);
  }

  private static void add(
      List<Way> ways,
      GpuModel model,
      int gpus,
      int share,
      long memory,
      NodeNeeds needs,
      int members,
      long loadMillis) {
    String name = needs.migProfile();
    if (name == null) {
      ways.add(new Way(model.id(), gpus, share, memory, needs, null, members, loadMillis));
      return;
    }
    for (MigProfile slice : model.mig().profiles()) {
      if (slice.name().equals(name)) {
        long mebibytes = slice.memory().value();
        ways.add(
            new Way(model.id(), 1, slice.milli(), mebibytes, needs, slice, members, loadMillis));
      }
    }
  }
}
