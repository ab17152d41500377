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
    return Math.min(allUnits(domain, meanMilliCelsius), nMinus1(domain));
  }

  /** The same with all its units. */
  public static long allUnits(PowerDomain domain, int meanMilliCelsius) {
    return Math.min(continuous(domain), transformer(domain, meanMilliCelsius));
  }

  /** So many watts more than a limit that may be none. */
  static long plus(long limit, long watts) {
    return limit == NO_LIMIT ? NO_LIMIT : limit + watts;
  }

  /**
   * Which limit is the least.
   *
   * @param unitLimit what the loss of a unit leaves for all, with what fast miners draw now
   * @param heatLimit what cooling can carry the heat of; {@link #NO_LIMIT}: it bounds nothing
   */
  public static LimitKind binding(
      PowerDomain domain,
      int meanMilliCelsius,
      long unitLimit,
      long heatLimit,
      long contract,
      long gridLimit,
      long operatorLimit) {
    long units = Math.min(allUnits(domain, meanMilliCelsius), unitLimit);
    long hardware = Math.min(units, heatLimit);
    if (operatorLimit < Math.min(hardware, Math.min(contract, gridLimit))) {
      return LimitKind.OPERATOR;
    }
    if (gridLimit < Math.min(hardware, contract)) {
      return LimitKind.GRID;
    }
    return contract < hardware
        ? LimitKind.CONTRACT
        : bindingHardware(domain, meanMilliCelsius, unitLimit, hardware);
  }

  private static LimitKind bindingHardware(
      PowerDomain domain, int meanMilliCelsius, long unitLimit, long hardware) {
    if (hardware == continuous(domain)) {
      return LimitKind.CONTINUOUS;
    }
    if (hardware == unitLimit) {
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
