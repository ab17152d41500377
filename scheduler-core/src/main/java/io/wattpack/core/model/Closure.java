package io.wattpack.core.model;

import java.util.Locale;

/** Whether a place takes work. */
public enum Closure {
  /** It does. */
  OPEN,
  /** Nothing new starts there; what runs stays. */
  CORDONED,
  /** Nothing new starts there, and what runs is told to stop. */
  DRAINED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
