package io.wattpack.core.learn;

import io.wattpack.core.model.WasteSettings;
import io.wattpack.core.model.WasteTable;

/** Makes tables of tallies for one fleet and mix. */
final class TableMaker {
  private final FleetSketch fleet;
  private final WasteSettings settings;
  private final int[] scarcity;

  TableMaker(FleetSketch fleet, WorkloadMix mix, WasteSettings settings) {
    this.fleet = fleet;
    this.settings = settings;
    this.scarcity = Scarcity.permille(fleet, mix);
  }

  Tally tally() {
    return new Tally(fleet.gpuModels().size());
  }

  WasteTable table(Tally tally, LaneKind kind) {
    int[] rents = new int[scarcity.length + 1];
    for (int model = 0; model < scarcity.length; model++) {
      rents[model + 1] = scarcity[model] * kind.pricePermille() / 1000;
    }
    return new WasteTable(
        fleet.gpuModels(),
        settings.withBucketMilli(kind.bucketMilli()),
        rents,
        tally.values(kind.form()));
  }
}
