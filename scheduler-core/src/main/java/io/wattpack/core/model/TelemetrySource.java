package io.wattpack.core.model;

/** What took a reading. */
public enum TelemetrySource {
  /** A meter of the feed: revenue meter, switchgear, power distribution unit. */
  METER("meter"),
  /** The servers' own management controllers. */
  BMC("bmc"),
  /** The driver of the GPUs. */
  DRIVER("driver"),
  /** A site that exists only in the scheduler. */
  VIRTUAL("virtual");

  private final String label;

  TelemetrySource(String label) {
    this.label = label;
  }

  /** As it is written. */
  public String label() {
    return label;
  }
}
