package io.wattpack.core.model;

import io.wattpack.core.units.Watts;
import org.jspecify.annotations.Nullable;

/**
 * How a GPU container gets rid of its heat, and what that draws. IT watts are those of its servers:
 * bases, GPUs, fans and supplies.
 *
 * @param excessPermille what cooling draws per IT watt while it is no warmer outside than {@code
 *     fromMilliCelsius}, in thousandths: the PUE less one (150 means a PUE of 1.150), 0 to 3000
 * @param excessPermillePerKelvin how much more it draws per kelvin above, in thousandths of an IT
 *     watt, 0 to 1000
 * @param fromMilliCelsius the outside temperature up to which it draws its least, in thousandths of
 *     a degree Celsius
 * @param heatCapacity IT watts whose heat it can carry away; null: that bounds nothing
 * @param lossPermillePerKelvin thousandths of the heat capacity that are lost per kelvin above
 *     {@code ratedMilliCelsius}, 0 to 1000
 * @param ratedMilliCelsius the outside temperature up to which it has its heat capacity, in
 *     thousandths of a degree Celsius
 * @param powerDomain what feeds the cooling: the power domain of the GPU container or one above it
 */
public record GpuContainerCooling(
    int excessPermille,
    int excessPermillePerKelvin,
    int fromMilliCelsius,
    @Nullable Watts heatCapacity,
    int lossPermillePerKelvin,
    int ratedMilliCelsius,
    PowerDomainId powerDomain) {
  /** The most that cooling ever counts for, per IT watt, in thousandths: a PUE of 4. */
  public static final int EXCESS_PERMILLE_MAX = 3000;
}
