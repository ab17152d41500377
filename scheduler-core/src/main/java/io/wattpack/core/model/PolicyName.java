package io.wattpack.core.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The placement policies that can be in force. */
public enum PolicyName {
  /** Best packing: learned terminal waste; first-fit until something was learned. */
  WATTPACK,
  /** Packing and power together. */
  WATTPACK_POWER,
  /** As far apart as the power tree allows, then packing. */
  WATTPACK_SPREAD,
  FIRST_FIT,
  BEST_FIT,
  DOT_PRODUCT,
  GPU_PACKING,
  GPU_CLUSTERING,
  RANDOM,
  FGD,
  PWR,
  PWR_FGD;

  /** The word used everywhere outside, for example {@code pwr-fgd}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The policy of that label; null: there is none. */
  public static @Nullable PolicyName ofLabel(String label) {
    for (PolicyName name : values()) {
      if (name.label().equals(label)) {
        return name;
      }
    }
    return null;
  }
}
