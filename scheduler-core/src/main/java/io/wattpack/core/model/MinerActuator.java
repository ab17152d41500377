package io.wattpack.core.model;

import java.util.Locale;

/** How a miner group is switched. Without an actuator it is firm load. */
public enum MinerActuator {
  NONE,
  /** Nothing is switched but numbers. */
  VIRTUAL,
  /** Machines whose firmware takes JSON over TCP, as LuxOS does. */
  JSON_TCP;

  /** The word in a fleet file, for example {@code json-tcp}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
