package io.wattpack.core.placement;

import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.MigProfile;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.state.State;
import io.wattpack.core.state.TaskClassKey;
import io.wattpack.core.state.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns work into what it asks of nodes: profiles for a pool, GPU models for a task. */
public final class Asks {
  private static final int TASKS_MAX = 4_096;

  private final Topology topology;
  private final @Nullable Ask[] pools;
  private final Map<TaskClassKey, Ask> tasks = new LinkedHashMap<>();

  public Asks(State state) {
    topology = state.topology();
    pools = new @Nullable Ask[topology.poolCount()];
  }

  public Ask ofPool(int pool) {
    Ask known = pools[pool];
    if (known == null) {
      known = makeOfPool(pool);
      pools[pool] = known;
    }
    return known;
  }

  private Ask makeOfPool(int pool) {
    List<Ask.Option> options = new ArrayList<>();
    PlacementRules rules = topology.pool(pool).rules();
    int gpuCount = Integer.MAX_VALUE;
    for (ModelProfile profile : topology.profilesOfPool(pool)) {
      gpuCount = Math.min(gpuCount, profile.gpuCount());
      Shape whole =
          new Shape(
              topology.gpuModelOf(profile.gpuModel()),
              profile.gpuCount(),
              profile.share().milli(),
              profile.memory().value());
      add(options, whole, profile.needs(), rules, profile.members(), profile.loadMillis());
    }
    int asked = gpuCount == Integer.MAX_VALUE ? 0 : gpuCount;
    return new Ask(pool, asked, rules.spread(), options, topology.gpuModelCount());
  }

  public Ask ofTask(TaskClassKey task) {
    Ask known = tasks.get(task);
    if (known == null) {
      if (tasks.size() == TASKS_MAX) {
        tasks.clear();
      }
      known = makeOfTask(task);
      tasks.put(task, known);
    }
    return known;
  }

  private Ask makeOfTask(TaskClassKey task) {
    List<Ask.Option> options = new ArrayList<>();
    for (int model = 0; model < topology.gpuModelCount(); model++) {
      GpuModel sheet = topology.gpuModel(model);
      if (task.gpuModels().isEmpty() || task.gpuModels().contains(sheet.id())) {
        int share = task.gpuCount() == 0 ? 0 : task.shareMilli();
        long memory = task.gpuCount() == 0 ? 0 : task.memory();
        Shape whole = new Shape(model, task.gpuCount(), share, memory);
        add(options, whole, task.needs(), task.rules(), task.members(), 0);
      }
    }
    return new Ask(-1, task.gpuCount(), task.rules().spread(), options, topology.gpuModelCount());
  }

  /** Leaves out what no node of the fleet could ever take. */
  private void add(
      List<Ask.Option> options,
      Shape asked,
      NodeNeeds needs,
      PlacementRules rules,
      int members,
      long loadMillis) {
    Shape shape = withNeeds(asked, needs, topology.taintBits(rules.tolerations()));
    if (shape != null && isPossible(shape)) {
      options.add(new Ask.Option(shape, members, loadMillis));
    }
  }

  private boolean isPossible(Shape shape) {
    return shape.memory() <= topology.gpuMemory(shape.gpuModel())
        && topology.gpusPerNodeMax(shape.gpuModel()) >= Math.max(1, shape.gpuCount());
  }

  private @Nullable Shape withNeeds(Shape asked, NodeNeeds needs, long tolerated) {
    String slice = needs.migProfile();
    MigProfile profile = slice == null ? null : profile(asked.gpuModel(), slice);
    if (slice != null && profile == null) {
      return null;
    }
    return new Shape(
        asked.gpuModel(),
        asked.gpuCount(),
        profile == null ? asked.shareMilli() : profile.milli(),
        profile == null ? asked.memory() : profile.memory().value(),
        needs.cpuMilli(),
        needs.memory().value(),
        needs.isLinked() && asked.gpuCount() > 1,
        profile == null ? Shape.NO_MIG : layoutOf(asked.gpuModel()).indexOf(profile),
        tolerated);
  }

  private @Nullable MigProfile profile(int model, String name) {
    return topology.gpuModel(model).mig().profile(name);
  }

  private List<MigProfile> layoutOf(int model) {
    return topology.gpuModel(model).mig().profiles();
  }
}
