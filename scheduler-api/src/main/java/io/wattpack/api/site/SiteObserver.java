package io.wattpack.api.site;

import io.wattpack.core.event.Event;
import io.wattpack.core.model.SiteId;
import java.util.concurrent.CompletableFuture;

/** Where a site's observations go. */
@FunctionalInterface
public interface SiteObserver {
  /** Completes when the observation is on disk; a failed one must be reported again. */
  CompletableFuture<?> observed(SiteId site, Event event);
}
