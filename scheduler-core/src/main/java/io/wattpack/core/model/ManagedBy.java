package io.wattpack.core.model;

import java.util.Locale;

/** The one door through which an object may be changed. */
public enum ManagedBy {
  FILE,
  CRD,
  API;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
