package io.wattpack.core.model;

import java.util.Locale;

/**
 * How much work is worth and how flexible it is, most valuable first: the order in which watts are
 * given and kept.
 */
public enum ServiceTier {
  /** Firm: answered while the customer waits. */
  INTERACTIVE(1500),
  /** Batch with a deadline. */
  STANDARD(500),
  /** Divisible batch that may stop at any time. */
  FLEX(200);

  private final int value;

  ServiceTier(int value) {
    this.value = value;
  }

  /**
   * What work of this tier is worth in dollars for a megawatt-hour of its GPUs, until prices are
   * known: assumed, of the size that serving a language model earns.
   */
  public int value() {
    return value;
  }

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
