package io.wattpack.core.model;

import java.util.Locale;

/** How a miner group is switched. Without an actuator it is firm load. */
public enum MinerActuator {
  NONE,
  VIRTUAL;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
