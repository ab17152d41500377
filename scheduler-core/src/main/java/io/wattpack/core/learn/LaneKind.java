package io.wattpack.core.learn;

import java.util.List;

/**
 * What one lane does differently.
 *
 * @param form what its tables tell apart
 * @param bucketMilli as in {@link io.wattpack.core.model.WasteSettings}
 * @param pricePermille what a thousandth of a GPU costs of a model that constrained work would just
 *     fill, in thousandths of a thousandth
 */
record LaneKind(TableForm form, int bucketMilli, int pricePermille) {
  /** No single one is best for every mix. */
  static final List<LaneKind> ALL =
      List.of(
          new LaneKind(TableForm.FULL, 30, 200),
          new LaneKind(new TableForm(false, true), 30, 200),
          new LaneKind(new TableForm(true, false), 30, 200),
          new LaneKind(new TableForm(false, true), 60, 400));
}
