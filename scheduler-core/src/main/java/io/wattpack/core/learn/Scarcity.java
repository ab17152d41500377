package io.wattpack.core.learn;

import io.wattpack.core.model.GpuModelId;
import java.util.List;

/**
 * How much of each GPU model the work that accepts only some models would fill if the fleet were
 * loaded to the full with the mix.
 */
final class Scarcity {
  private static final int SET_MAX = 63;
  private static final long MILLIONTHS = 1_000_000;
  private static final int PERMILLE_MAX = 10_000;

  private Scarcity() {}

  /** In thousandths, by GPU model of the fleet. */
  static int[] permille(FleetSketch fleet, WorkloadMix mix) {
    long[] capacity = fleet.capacityByModel();
    long[] scarcity = new long[capacity.length];
    long demandAll = Math.max(1, mix.demandMilli());
    for (int i = 0; i < mix.shapes().size(); i++) {
      WorkShape shape = mix.shapes().get(i);
      long accepted = accepted(fleet, shape.gpuModels());
      if (!shape.gpuModels().isEmpty() && accepted != 0) {
        long share = shape.demandMilli() * mix.count(i) * MILLIONTHS / demandAll;
        add(scarcity, accepted, share * fleet.capacityMilli() / held(capacity, accepted));
      }
    }
    int[] permille = new int[scarcity.length];
    for (int model = 0; model < permille.length; model++) {
      permille[model] = (int) Math.min(PERMILLE_MAX, scarcity[model] / 1000);
    }
    return permille;
  }

  /** The models of the fleet that are accepted, as bits. */
  static long accepted(FleetSketch fleet, List<GpuModelId> gpuModels) {
    if (gpuModels.isEmpty()) {
      return -1;
    }
    long accepted = 0;
    for (GpuModelId model : gpuModels) {
      int index = fleet.gpuModels().indexOf(model.value());
      accepted |= index < 0 ? 0 : 1L << Math.min(index, SET_MAX);
    }
    return accepted;
  }

  private static long held(long[] capacity, long accepted) {
    long held = 0;
    for (int model = 0; model < capacity.length; model++) {
      held += (accepted >> Math.min(model, SET_MAX) & 1) * capacity[model];
    }
    return Math.max(1, held);
  }

  private static void add(long[] scarcity, long accepted, long filled) {
    for (int model = 0; model < scarcity.length; model++) {
      scarcity[model] += (accepted >> Math.min(model, SET_MAX) & 1) * filled;
    }
  }
}
