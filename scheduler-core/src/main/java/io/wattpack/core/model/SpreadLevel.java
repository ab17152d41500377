package io.wattpack.core.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A kind of thing that can fail as one, and take down everything in it. */
public enum SpreadLevel {
  SITE(null),
  INTERCONNECT(PowerDomainKind.INTERCONNECT),
  TRANSFORMER(PowerDomainKind.TRANSFORMER),
  FEEDER(PowerDomainKind.FEEDER),
  CONTAINER_PDU(PowerDomainKind.CONTAINER_PDU),
  BRANCH(PowerDomainKind.BRANCH),
  RACK(PowerDomainKind.RACK),
  GPU_CONTAINER(null),
  NODE(null);

  private final @Nullable PowerDomainKind domainKind;

  SpreadLevel(@Nullable PowerDomainKind domainKind) {
    this.domainKind = domainKind;
  }

  /** The level of the power tree that it is; null: it is no part of the tree. */
  public @Nullable PowerDomainKind domainKind() {
    return domainKind;
  }

  /** The word of the fleet file and the wire, for example {@code container-pdu}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
