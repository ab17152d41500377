package io.wattpack.core.sim;

import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.MigLayout;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Draws what work asks for: whole GPUs, shares, slices, cores only, gangs, and where it may stand.
 */
final class WorkVariety {
  private static final int MEMBERS_MAX = 4;
  private static final int REPLICAS_MAX = 4;

  private final RandomGenerator random;

  WorkVariety(RandomGenerator random) {
    this.random = random;
  }

  TaskWork task() {
    return switch (random.nextInt(8)) {
      case 0 -> task(0, GpuShare.WHOLE_MILLI, members(), needs());
      case 1 -> task(1 + random.nextInt(3), GpuShare.WHOLE_MILLI, members(), needs());
      case 2 -> task(2 + random.nextInt(3), GpuShare.WHOLE_MILLI, 1, needs());
      case 3 -> task(1, GpuShare.WHOLE_MILLI, 1, slice());
      case 4, 5 -> task(1, GpuShare.WHOLE_MILLI, 1, needs());
      default -> task(1, 1 + random.nextInt(999), 1, needs());
    };
  }

  private TaskWork task(int gpus, int milli, int members, NodeNeeds needs) {
    List<GpuModelId> accepted =
        random.nextInt(4) == 0
            ? List.of(new GpuModelId("g-big"), new GpuModelId("g-unheard-of"))
            : List.of();
    return new TaskWork(
        gpus,
        new GpuShare(milli),
        new Mebibytes(random.nextInt(60_000)),
        accepted,
        1 + random.nextInt(1_200_000),
        needs,
        members,
        rules(),
        random.nextInt(4) > 0);
  }

  private int members() {
    return 1 + random.nextInt(MEMBERS_MAX);
  }

  NodeNeeds needs() {
    boolean hasHost = random.nextBoolean();
    return new NodeNeeds(
        hasHost ? random.nextInt(16_000) : 0,
        new Mebibytes(hasHost ? random.nextInt(64_000) : 0),
        random.nextInt(4) == 0,
        null);
  }

  private NodeNeeds slice() {
    MigLayout layout = random.nextBoolean() ? MigLayout.H100_80 : MigLayout.A100_40;
    int profile = random.nextInt(layout.profiles().size());
    return new NodeNeeds(
        random.nextInt(4_000), Mebibytes.ZERO, false, layout.profiles().get(profile).name());
  }

  PlacementRules rules() {
    List<SpreadLimit> limits = new ArrayList<>();
    for (SpreadLevel level : SpreadLevel.values()) {
      if (random.nextInt(12) == 0) {
        limits.add(new SpreadLimit(level, 1 + random.nextInt(REPLICAS_MAX)));
      }
    }
    List<String> tolerated = new ArrayList<>();
    for (String key : HardwareVariety.TAINTS) {
      if (random.nextInt(4) == 0) {
        tolerated.add(key);
      }
    }
    return new PlacementRules(limits, tolerated);
  }
}
