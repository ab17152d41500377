package io.wattpack.core.power;

import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.TransformerCooling;

/** How much the subtree of a power domain may draw. */
public final class Caps {
  /** A limit that is none. */
  public static final long NO_LIMIT = Long.MAX_VALUE;

  /** The 24-hour mean, in thousandths of a degree Celsius, for which transformers are rated. */
  public static final int MEAN_RATED = 30_000;

  private static final long PERMILLE = 1000;
  private static final long MILLION = 1_000_000;

  private Caps() {}

  /** What the hardware may carry for hours. */
  public static long continuous(PowerDomain domain) {
    return part(domain.rating().value(), domain.continuousPermille(), PERMILLE);
  }

  /** What is left when one of its equal parallel units fails; {@link #NO_LIMIT} with only one. */
  public static long nMinus1(PowerDomain domain) {
    long units = domain.parallelUnits();
    return units <= 1
        ? NO_LIMIT
        : part(domain.rating().value(), (units - 1) * domain.shortTimePermille(), units * PERMILLE);
  }

  /**
   * What a transformer may carry at that 24-hour mean, in thousandths of a degree Celsius. A cold
   * day gives nothing on top of the rating. {@link #NO_LIMIT}: the weather does not matter to it.
   */
  public static long transformer(PowerDomain domain, int meanMilliCelsius) {
    if (domain.cooling() == TransformerCooling.NONE) {
      return NO_LIMIT;
    }
    // Thousandths per kelvin times thousandths of a kelvin are millionths.
    long lost =
        Math.max(0, (long) meanMilliCelsius - MEAN_RATED)
            * domain.cooling().lossPermillePerKelvin();
    return part(domain.rating().value(), Math.max(0, MILLION - lost), MILLION);
  }

  /** Splits the product, so that no rating overflows. */
  static long part(long watts, long counter, long denominator) {
    return watts / denominator * counter + watts % denominator * counter / denominator;
  }

  /** The least of what the hardware may carry, whatever operators say. */
  public static long hardware(PowerDomain domain, int meanMilliCelsius) {
    long least = Math.min(continuous(domain), nMinus1(domain));
    return Math.min(least, transformer(domain, meanMilliCelsius));
  }

  /**
   * Which limit is the least.
   *
   * @param heatLimit what cooling can carry the heat of; {@link #NO_LIMIT}: it bounds nothing
   */
  public static LimitKind binding(
      PowerDomain domain,
      int meanMilliCelsius,
      long heatLimit,
      long contract,
      long gridLimit,
      long operatorLimit) {
    long hardware = Math.min(hardware(domain, meanMilliCelsius), heatLimit);
    if (operatorLimit < Math.min(hardware, Math.min(contract, gridLimit))) {
      return LimitKind.OPERATOR;
    }
    if (gridLimit < Math.min(hardware, contract)) {
      return LimitKind.GRID;
    }
    return contract < hardware
        ? LimitKind.CONTRACT
        : bindingHardware(domain, meanMilliCelsius, hardware);
  }

  private static LimitKind bindingHardware(
      PowerDomain domain, int meanMilliCelsius, long hardware) {
    if (hardware == continuous(domain)) {
      return LimitKind.CONTINUOUS;
    }
    if (hardware == nMinus1(domain)) {
      return LimitKind.N_MINUS_1;
    }
    return hardware == transformer(domain, meanMilliCelsius)
        ? LimitKind.TRANSFORMER
        : LimitKind.COOLING;
  }

  /** The least of the limits, less the reserve; at least zero. */
  public static long cap(long hardware, long scheduled, long operatorLimit, long reserve) {
    return Math.max(0, Math.min(hardware, Math.min(scheduled, operatorLimit)) - reserve);
  }
}
