package io.wattpack.core.policy.baseline;

import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.policy.FleetScorer;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.score.FirstFitScorer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the published policies by name. */
public final class Baselines {
  private Baselines() {}

  /**
   * The policy, if it scores each node by its own state; null: it does not, or it is no published
   * one.
   *
   * @param gpuModels the GPU models by their dense number
   */
  public static @Nullable NodeScorer nodeScorer(
      PlacementPolicy policy, List<GpuModelId> gpuModels) {
    return switch (policy.name()) {
      case FIRST_FIT -> new FirstFitScorer();
      case DOT_PRODUCT -> new DotProductScorer();
      case GPU_PACKING -> new GpuPackingScorer();
      case GPU_CLUSTERING -> new GpuClusteringScorer();
      case FGD -> new FgdScorer(policy.typicalWorkload(), gpuModels);
      case BEST_FIT, RANDOM, PWR, PWR_FGD, WATTPACK, WATTPACK_POWER, WATTPACK_SPREAD -> null;
    };
  }

  /** The policy, if it measures candidates against each other; null and parameter as above. */
  public static @Nullable FleetScorer fleetScorer(
      PlacementPolicy policy, List<GpuModelId> gpuModels) {
    return switch (policy.name()) {
      case BEST_FIT -> new BestFitScorer();
      case RANDOM -> new RandomScorer(policy.seed());
      case PWR -> new PwrScorer();
      case PWR_FGD ->
          new PwrFgdScorer(policy.typicalWorkload(), gpuModels, policy.powerWeightPermille());
      case FIRST_FIT,
          DOT_PRODUCT,
          GPU_PACKING,
          GPU_CLUSTERING,
          FGD,
          WATTPACK,
          WATTPACK_POWER,
          WATTPACK_SPREAD ->
          null;
    };
  }
}
