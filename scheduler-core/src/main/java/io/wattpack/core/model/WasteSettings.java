package io.wattpack.core.model;

/**
 * How a {@link WasteTable} is turned into scores.
 *
 * @param bucketMilli expected waste, in thousandths of a GPU, within which places count as equal,
 *     at least 1
 * @param powerEarly what a watt weighs while the fleet is emptier than {@code powerSwitchPermille},
 *     in 1024ths of a thousandth of a GPU; 0: nothing
 * @param powerLate what it weighs from then on
 * @param powerSwitchPermille share of the GPUs that is booked, 0 to 1000
 */
public record WasteSettings(
    int bucketMilli, int powerEarly, int powerLate, int powerSwitchPermille) {
  /** Equal within 30 thousandths, blind to power. */
  public static final WasteSettings PACKING = new WasteSettings(30, 0, 0, 1000);

  public WasteSettings {
    if (bucketMilli < 1 || powerEarly < 0 || powerLate < 0) {
      throw new IllegalArgumentException(
          "Waste settings must have a bucket of at least 1 and power weights of at least 0,"
              + " but were %d, %d, %d.".formatted(bucketMilli, powerEarly, powerLate));
    }
  }

  public WasteSettings withBucketMilli(int changed) {
    return new WasteSettings(changed, powerEarly, powerLate, powerSwitchPermille);
  }

  /** What a watt weighs at that share of booked GPUs. */
  public int powerAt(int bookedPermille) {
    return bookedPermille < powerSwitchPermille ? powerEarly : powerLate;
  }
}
