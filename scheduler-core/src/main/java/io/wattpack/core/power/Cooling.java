package io.wattpack.core.power;

import io.wattpack.core.model.GpuContainerCooling;
import io.wattpack.core.units.Watts;

/**
 * What the cooling of a GPU container draws, and how much heat it can carry away.
 *
 * <p>Power usage effectiveness rises in a straight line with the outside temperature from where
 * free cooling no longer does: {@code PUE(T) = PUE0 + k * max(0, T - T0)}. Thousandths per kelvin
 * times thousandths of a kelvin are millionths, so that everything is exact in integers.
 */
public final class Cooling {
  /**
   * The outside temperature of a site of which none was told, in thousandths of a degree Celsius.
   */
  public static final int OUTSIDE_UNKNOWN = 30_000;

  private static final long PERMILLE = 1000;
  private static final long MILLION = 1_000_000;

  private Cooling() {}

  /** Watts of cooling per million IT watts at that outside temperature. */
  public static long excessMillionths(GpuContainerCooling cooling, int outsideMilliCelsius) {
    long warmer = Math.max(0, (long) outsideMilliCelsius - cooling.fromMilliCelsius());
    long excess = PERMILLE * cooling.excessPermille() + warmer * cooling.excessPermillePerKelvin();
    return Math.min(excess, PERMILLE * GpuContainerCooling.EXCESS_PERMILLE_MAX);
  }

  /** What cooling draws for so many IT watts, rounded up; never falls when they rise. */
  public static long watts(long itWatts, long excessMillionths) {
    long millions = Math.floorDiv(itWatts, MILLION);
    long rest = Math.floorMod(itWatts, MILLION);
    return millions * excessMillionths + Math.ceilDiv(rest * excessMillionths, MILLION);
  }

  /** The power usage effectiveness in thousandths, rounded up. */
  public static int puePermille(long excessMillionths) {
    return Math.toIntExact(PERMILLE + Math.ceilDiv(excessMillionths, PERMILLE));
  }

  /** The most IT watts that are no more than those watts with their cooling. */
  public static long itWatts(long watts, long excessMillionths) {
    long whole = MILLION + excessMillionths;
    return watts / whole * MILLION + watts % whole * MILLION / whole;
  }

  /** IT watts whose heat can be carried away; {@link Caps#NO_LIMIT}: that is not declared. */
  public static long capacity(GpuContainerCooling cooling, int outsideMilliCelsius) {
    Watts declared = cooling.heatCapacity();
    if (declared == null) {
      return Caps.NO_LIMIT;
    }
    long hotter = Math.max(0, (long) outsideMilliCelsius - cooling.ratedMilliCelsius());
    long left = Math.max(0, MILLION - hotter * cooling.lossPermillePerKelvin());
    return Caps.part(declared.value(), left, MILLION);
  }
}
