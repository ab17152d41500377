package io.wattpack.core.state;

import io.wattpack.core.model.Node;
import java.util.Arrays;
import java.util.List;

/** What no node with GPUs of a model falls below or exceeds, by dense index; never changes. */
final class ModelBounds {
  private final long[] riseLeast;
  private final int[] gpusPerNodeMax;

  /** Of nodes, the model of each, and what the first booking on a GPU of each adds in watts. */
  ModelBounds(List<Node> nodes, int[] models, long[] rises, int modelCount) {
    riseLeast = new long[modelCount];
    gpusPerNodeMax = new int[modelCount];
    Arrays.fill(riseLeast, Long.MAX_VALUE);
    for (int node = 0; node < models.length; node++) {
      int model = models[node];
      riseLeast[model] = Math.min(riseLeast[model], rises[node]);
      gpusPerNodeMax[model] = Math.max(gpusPerNodeMax[model], nodes.get(node).gpuCount());
    }
  }

  long riseLeast(int model) {
    return riseLeast[model];
  }

  int gpusPerNodeMax(int model) {
    return gpusPerNodeMax[model];
  }

  /** Whether any node has GPUs of the model; negative: it is none of the fleet's. */
  boolean isPresent(int model) {
    return model >= 0 && gpusPerNodeMax[model] > 0;
  }
}
