package io.wattpack.core.check;

import io.wattpack.core.model.Node;
import io.wattpack.core.model.PowerDomain;
import java.math.BigInteger;

/** What power domains may carry, and servers draw, by their data sheets, in watts. */
final class Ratings {
  private static final long PERMILLE = 1000;
  private static final long MILLION = 1_000_000;
  private static final int MEAN_RATED = 30_000;

  private Ratings() {}

  /** For hours. */
  static long continuous(PowerDomain domain) {
    long rating = domain.rating().value();
    long thousands = rating / PERMILLE * domain.continuousPermille();
    // In two parts: the product of a large rating would overflow.
    return thousands + rating % PERMILLE * domain.continuousPermille() / PERMILLE;
  }

  /** In the heat of the last day. Millikelvins times thousandths lost per kelvin are millionths. */
  static long derated(PowerDomain sheet, int meanMilliCelsius) {
    long warmer = Math.max(0L, (long) meanMilliCelsius - MEAN_RATED);
    long left = MILLION - warmer * sheet.cooling().lossPermillePerKelvin();
    return BigInteger.valueOf(sheet.rating().value())
        .multiply(BigInteger.valueOf(Math.max(0, left)))
        .divide(BigInteger.valueOf(MILLION))
        .longValueExact();
  }

  /** What a meter reads of so many watts of the node's devices: fans and supplies included. */
  static long withOverhead(Node node, long watts) {
    return Math.ceilDiv(Math.multiplyExact(PERMILLE + node.overheadPermille(), watts), PERMILLE);
  }
}
