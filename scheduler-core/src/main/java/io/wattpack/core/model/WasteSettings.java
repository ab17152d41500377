package io.wattpack.core.model;

/**
 * How a {@link WasteTable} is turned into scores.
 *
 * @param bucketMilli expected waste, in thousandths of a GPU, within which places count as equal,
 *     at least 1
 * @param early what power weighs while the fleet is emptier than {@code switchPermille}
 * @param late what it weighs from then on
 * @param switchPermille share of the GPUs that is booked, 0 to 1000
 */
public record WasteSettings(
    int bucketMilli, PowerWeight early, PowerWeight late, int switchPermille) {
  /** Equal within 30 thousandths, blind to power. */
  public static final WasteSettings PACKING =
      new WasteSettings(30, PowerWeight.NONE, PowerWeight.NONE, 1000);

  /** The same, and careful with watts while there is a choice. */
  public static final WasteSettings POWER =
      new WasteSettings(30, new PowerWeight(512, 256, true), new PowerWeight(51, 25, false), 550);

  public WasteSettings {
    if (bucketMilli < 1 || switchPermille < 0 || switchPermille > 1000) {
      throw new IllegalArgumentException(
          "Waste settings must have a bucket of at least 1 and a switch of 0 to 1000 permille,"
              + " but were %d and %d.".formatted(bucketMilli, switchPermille));
    }
  }

  public WasteSettings withBucketMilli(int changed) {
    return new WasteSettings(changed, early, late, switchPermille);
  }

  /** What power weighs at that share of booked GPUs. */
  public PowerWeight powerAt(int bookedPermille) {
    return bookedPermille < switchPermille ? early : late;
  }
}
