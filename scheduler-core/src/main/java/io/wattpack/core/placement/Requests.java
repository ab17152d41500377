package io.wattpack.core.placement;

import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.state.State;
import io.wattpack.core.state.TaskClassKey;
import io.wattpack.core.state.Topology;
import java.util.ArrayList;
import java.util.List;

/** Turns work into what it asks of nodes: profiles for a pool, GPU models for a task. */
public final class Requests {
  private final Topology topology;

  public Requests(State state) {
    topology = state.topology();
  }

  public Request ofPool(int pool) {
    List<Request.Option> options = new ArrayList<>();
    int gpuCount = Integer.MAX_VALUE;
    for (ModelProfile profile : topology.profilesOfPool(pool)) {
      gpuCount = Math.min(gpuCount, profile.gpuCount());
      Shape shape =
          new Shape(
              topology.gpuModelOf(profile.gpuModel()),
              profile.gpuCount(),
              profile.share().milli(),
              profile.memory().value());
      add(options, shape, profile.loadMillis());
    }
    return new Request(pool, gpuCount == Integer.MAX_VALUE ? 0 : gpuCount, options);
  }

  public Request ofTask(TaskClassKey task) {
    List<Request.Option> options = new ArrayList<>();
    for (int model = 0; model < topology.gpuModelCount(); model++) {
      GpuModel sheet = topology.gpuModel(model);
      if (task.gpuModels().isEmpty() || task.gpuModels().contains(sheet.id())) {
        add(options, new Shape(model, task.gpuCount(), task.shareMilli(), task.memory()), 0);
      }
    }
    return new Request(-1, task.gpuCount(), options);
  }

  /** Leaves out what no node of the fleet could ever take. */
  private void add(List<Request.Option> options, Shape shape, long loadMillis) {
    boolean fitsMemory = shape.memory() <= topology.gpuModel(shape.gpuModel()).memory().value();
    if (fitsMemory && topology.gpusPerNodeMax(shape.gpuModel()) >= shape.gpuCount()) {
      options.add(new Request.Option(shape, loadMillis));
    }
  }
}
