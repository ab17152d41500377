package io.wattpack.core.model;

import java.util.List;

/**
 * A grid-connected location.
 *
 * @param id unique in the fleet
 * @param name for people
 * @param kind how the hub reaches it
 * @param priceZone the electricity price zone, for example {@code ERCOT-HB_HOUSTON}
 * @param jurisdiction ISO 3166-2 code of the law the data falls under, for example {@code US-TX}
 * @param startMillis virtual sites: from the order to start until the process runs (before
 *     loading), at least 0
 * @param stopMillis virtual sites: from the order to stop until the replica is gone, at least 0
 * @param taints keys that keep work away from the whole site unless it tolerates them
 * @param recoveryWattsPerMinute how fast what its interconnect can draw may rise; 0: as fast as it
 *     will
 */
public record Site(
    SiteId id,
    String name,
    SiteKind kind,
    String priceZone,
    String jurisdiction,
    long startMillis,
    long stopMillis,
    List<String> taints,
    long recoveryWattsPerMinute) {
  public Site {
    taints = List.copyOf(taints);
  }

  /** One that keeps no work away and may rise as fast as it will. */
  public Site(
      SiteId id,
      String name,
      SiteKind kind,
      String priceZone,
      String jurisdiction,
      long startMillis,
      long stopMillis) {
    this(id, name, kind, priceZone, jurisdiction, startMillis, stopMillis, List.of(), 0);
  }
}
