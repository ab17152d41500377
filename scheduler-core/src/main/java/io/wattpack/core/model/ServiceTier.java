package io.wattpack.core.model;

import java.util.Locale;

/**
 * How much work is worth and how flexible it is, most valuable first: the order in which watts are
 * given and kept.
 */
public enum ServiceTier {
  /** Firm: answered while the customer waits. */
  INTERACTIVE,
  /** Batch with a deadline. */
  STANDARD,
  /** Divisible batch that may stop at any time. */
  FLEX;

  /** The word used on the wire and on screen. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether a replica of this tier may also do work of {@code other}: its own tier and lower, never
   * higher.
   */
  public boolean mayServe(ServiceTier other) {
    return compareTo(other) <= 0;
  }
}
