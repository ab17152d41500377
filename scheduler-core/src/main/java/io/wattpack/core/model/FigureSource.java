package io.wattpack.core.model;

import java.util.Locale;

/** Where a figure comes from; shown beside it. */
public enum FigureSource {
  MEASURED,
  ASSUMED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
