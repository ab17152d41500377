package io.wattpack.core.power;

import io.wattpack.core.model.PowerDomain;

/** How much the subtree of a power domain may draw. */
public final class Caps {
  /** The operator limit of a domain that has none. */
  public static final long NO_LIMIT = Long.MAX_VALUE;

  private static final long PERMILLE = 1000;

  private Caps() {}

  /** What the hardware may carry for hours. */
  public static long continuous(PowerDomain domain) {
    long rating = domain.rating().value();
    // Split, so that no rating overflows.
    return rating / PERMILLE * domain.continuousPermille()
        + rating % PERMILLE * domain.continuousPermille() / PERMILLE;
  }

  /** The lesser of what the hardware and the operator allow, less the reserve; at least zero. */
  public static long cap(long continuous, long operatorLimit, long reserve) {
    return Math.max(0, Math.min(continuous, operatorLimit) - reserve);
  }
}
