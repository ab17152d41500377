package io.wattpack.core.sim;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The fleet and the price zones of its sites, by the fleet alone. */
final class RegionCounts {
  private static final String FLEET = "fleet";
  private static final String ZONE = "zone:";

  private RegionCounts() {}

  /** All regions of the fleet. */
  static Set<PowerDomainId> of(Fleet fleet) {
    Set<PowerDomainId> regions = new TreeSet<>();
    regions.add(new PowerDomainId(FLEET));
    for (PowerDomain top : interconnects(fleet, new PowerDomainId(FLEET))) {
      regions.add(new PowerDomainId(ZONE + zone(fleet, top.site())));
    }
    return regions;
  }

  static boolean isRegion(PowerDomainId id) {
    return id.value().equals(FLEET) || id.value().startsWith(ZONE);
  }

  /** The interconnects of the region; of a power domain itself. */
  static List<PowerDomain> interconnects(Fleet fleet, PowerDomainId region) {
    return fleet.powerDomains().stream()
        .filter(domain -> isRegion(region) ? isIn(fleet, domain, region) : isOf(domain, region))
        .toList();
  }

  private static boolean isOf(PowerDomain domain, PowerDomainId id) {
    return domain.id().equals(id);
  }

  private static boolean isIn(Fleet fleet, PowerDomain domain, PowerDomainId region) {
    return domain.parent() == null
        && (region.value().equals(FLEET)
            || region.value().equals(ZONE + zone(fleet, domain.site())));
  }

  private static String zone(Fleet fleet, SiteId id) {
    return fleet.sites().stream()
        .filter(site -> site.id().equals(id))
        .map(Site::priceZone)
        .findFirst()
        .orElse("");
  }

  /** What is counted for its interconnects, added up. */
  static long sum(Fleet fleet, PowerDomainId region, Map<PowerDomainId, Long> counted) {
    return interconnects(fleet, region).stream()
        .mapToLong(top -> counted.getOrDefault(top.id(), 0L))
        .sum();
  }
}
