package io.wattpack.core.model;

import java.util.Locale;

/** The level of a power domain; a child is always of a later kind than its parent. */
public enum PowerDomainKind {
  INTERCONNECT,
  TRANSFORMER,
  FEEDER,
  CONTAINER_PDU,
  BRANCH,
  RACK;

  /** The word of the fleet file, for example {@code container-pdu}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
