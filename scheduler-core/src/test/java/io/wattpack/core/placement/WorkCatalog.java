package io.wattpack.core.placement;

import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.MigLayout;
import io.wattpack.core.model.MigProfile;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Work of every kind there is: whole GPUs, linked ones, shares, hardware slices, cores only, gangs,
 * with spread limits and tolerations.
 */
record WorkCatalog(List<ModelProfile> profiles, List<PoolSpec> pools) {
  private static final int POOLS = 4;
  private static final int[] COUNTS = {1, 1, 1, 2, 2, 4, 8};
  private static final int[] SHARES = {1000, 1000, 500, 333, 250, 800, 100};
  private static final int[] MEMBERS = {1, 1, 2, 2, 3, 4, 6};

  static WorkCatalog drawn(SplittableRandom random, List<GpuModel> models) {
    List<ModelProfile> profiles = new ArrayList<>();
    List<PoolSpec> pools = new ArrayList<>();
    for (int i = 0; i < POOLS; i++) {
      ModelId model = new ModelId("m" + i);
      int ways = random.nextInt(1, 5);
      boolean mayBeGang = random.nextInt(3) == 0;
      for (int way = 0; way < ways; way++) {
        int members = mayBeGang ? MEMBERS[random.nextInt(MEMBERS.length)] : 1;
        GpuModel sheet = models.get(random.nextInt(models.size()));
        profiles.add(profile(random, model, sheet, members));
      }
      pools.add(new PoolSpec(new PoolId(model, ServiceTier.STANDARD), 0, 100, rules(random, true)));
    }
    return new WorkCatalog(profiles, pools);
  }

  private static ModelProfile profile(
      SplittableRandom random, ModelId model, GpuModel sheet, int members) {
    int count = COUNTS[random.nextInt(COUNTS.length)];
    int share = count > 1 || members > 1 ? 1000 : SHARES[random.nextInt(SHARES.length)];
    boolean maySlice = count == 1 && members == 1;
    return new ModelProfile(
        model,
        sheet.id(),
        count,
        new GpuShare(share),
        new Mebibytes(sheet.memory().value() * random.nextInt(1, 11) / 10),
        needs(random, maySlice ? sheet.mig() : MigLayout.NONE),
        members,
        1_000,
        500,
        random.nextInt(1, 5) * 1_000L,
        FigureSource.ASSUMED);
  }

  /** A task of any kind. */
  static TaskWork task(SplittableRandom random, List<GpuModel> models) {
    boolean hasGpus = random.nextInt(8) > 0;
    int members = MEMBERS[random.nextInt(MEMBERS.length)];
    int count = hasGpus ? COUNTS[random.nextInt(COUNTS.length)] : 0;
    boolean isWhole = count > 1 || members > 1 || random.nextBoolean();
    int share = isWhole ? 1000 : SHARES[random.nextInt(SHARES.length)];
    List<GpuModelId> accepted = new ArrayList<>();
    models.stream()
        .filter(sheet -> random.nextInt(3) == 0)
        .forEach(sheet -> accepted.add(sheet.id()));
    MigLayout layout = models.get(random.nextInt(2)).mig();
    return new TaskWork(
        count,
        new GpuShare(share),
        new Mebibytes(random.nextInt(1, 9) * 5_000L),
        accepted,
        1_000,
        needs(random, count == 1 && members == 1 ? layout : MigLayout.NONE),
        members,
        rules(random, false),
        random.nextBoolean());
  }

  private static NodeNeeds needs(SplittableRandom random, MigLayout layout) {
    boolean hasHost = random.nextBoolean();
    return new NodeNeeds(
        hasHost ? random.nextInt(1, 9) * 2_000L : 0,
        new Mebibytes(hasHost ? random.nextInt(1, 9) * 8_000L : 0),
        random.nextInt(3) == 0,
        layout != MigLayout.NONE && random.nextInt(3) == 0 ? slice(random, layout) : null);
  }

  private static @Nullable String slice(SplittableRandom random, MigLayout layout) {
    List<MigProfile> profiles = layout.profiles();
    return profiles.get(random.nextInt(profiles.size())).name();
  }

  private static PlacementRules rules(SplittableRandom random, boolean isPool) {
    List<SpreadLimit> limits = new ArrayList<>();
    for (SpreadLevel level : SpreadLevel.values()) {
      if (random.nextInt(6) == 0) {
        limits.add(new SpreadLimit(level, random.nextInt(1, isPool ? 6 : 4)));
      }
    }
    List<String> tolerated = new ArrayList<>();
    TightFleet.TAINTS.stream().filter(key -> random.nextInt(3) == 0).forEach(tolerated::add);
    return new PlacementRules(limits, tolerated);
  }
}
