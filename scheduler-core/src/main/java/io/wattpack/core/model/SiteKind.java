package io.wattpack.core.model;

import java.util.Locale;

/** How the hub reaches a site. A virtual site simulates its hardware inside the hub's process. */
public enum SiteKind {
  VIRTUAL;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
