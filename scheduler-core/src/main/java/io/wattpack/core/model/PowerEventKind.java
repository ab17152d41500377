package io.wattpack.core.model;

/** What a power event asks for. Both bound what the domain may draw. */
public enum PowerEventKind {
  /** Never more than that: a capacity limit. */
  HARD("hard"),
  /** As near to that as can be without going above: demand response. */
  TARGET("target");

  private final String label;

  PowerEventKind(String label) {
    this.label = label;
  }

  /** Its name on the wire. */
  public String label() {
    return label;
  }
}
