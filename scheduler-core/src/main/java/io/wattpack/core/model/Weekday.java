package io.wattpack.core.model;

/** The days of a week, from its first. */
public enum Weekday {
  MONDAY("mon"),
  TUESDAY("tue"),
  WEDNESDAY("wed"),
  THURSDAY("thu"),
  FRIDAY("fri"),
  SATURDAY("sat"),
  SUNDAY("sun");

  private final String label;

  Weekday(String label) {
    this.label = label;
  }

  /** Its name in the fleet file. */
  public String label() {
    return label;
  }
}
