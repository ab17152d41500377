package io.wattpack.core.model;

/**
 * What watts weigh against waste, in 1024ths of a thousandth of a GPU.
 *
 * @param step for each watt that the placement adds at once: a GPU or a processor package that
 *     starts to draw
 * @param share for each watt of the hardware that the work takes its part of, whether or not it
 *     draws already: so that the cheapest next step does not decide alone
 * @param ordersEquals whether GPU models that add fewer watts come first among places of equal
 *     score
 */
public record PowerWeight(int step, int share, boolean ordersEquals) {
  public static final PowerWeight NONE = new PowerWeight(0, 0, false);

  public PowerWeight {
    if (step < 0 || share < 0) {
      throw new IllegalArgumentException(
          "Power weights must not be negative, but were %d and %d.".formatted(step, share));
    }
  }
}
