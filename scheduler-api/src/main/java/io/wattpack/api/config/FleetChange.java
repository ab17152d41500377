package io.wattpack.api.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One difference between two fleets.
 *
 * @param path the thing, or its key when it changed: {@code nodes[ga-a-1]}, {@code
 *     powerDomains[ga-grid].ratingWatts}
 * @param from what is there now; null when added
 * @param to what is wanted; null when removed
 */
public record FleetChange(Kind kind, String path, @Nullable String from, @Nullable String to) {

  /** What happens to the thing. */
  public enum Kind {
    ADDED,
    CHANGED,
    REMOVED;

    /** The word on the wire. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
