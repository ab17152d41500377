package io.wattpack.api.site;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.SiteId;

/** Opens links; chosen by the composition root. */
@FunctionalInterface
public interface SiteLinks {
  /**
   * Opens the link to {@code site} as described in {@code fleet}; what it observes goes to {@code
   * observer}.
   */
  SiteLink open(SiteId site, Fleet fleet, SiteObserver observer);
}
