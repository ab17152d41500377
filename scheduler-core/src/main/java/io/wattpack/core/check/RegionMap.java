package io.wattpack.core.check;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.Regions;
import io.wattpack.core.model.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The regions of a fleet by number, and the interconnects of each. Never changes. */
final class RegionMap {
  private final Map<PowerDomainId, Integer> numbers = new LinkedHashMap<>();
  private final List<PowerDomainId> ids = new ArrayList<>();
  private final List<List<Integer>> tops = new ArrayList<>();
  // By interconnect.
  private final Map<Integer, List<Integer>> regionsOf = new LinkedHashMap<>();

  RegionMap(Fleet fleet) {
    region(Regions.FLEET);
    Map<Object, PowerDomainId> zones = new LinkedHashMap<>();
    for (Site site : fleet.sites()) {
      PowerDomainId zone = Regions.ofZone(site.priceZone());
      if (zone != null) {
        zones.put(site.id(), zone);
      }
    }
    for (int domain = 0; domain < fleet.powerDomains().size(); domain++) {
      PowerDomain sheet = fleet.powerDomains().get(domain);
      if (sheet.parent() == null) {
        join(domain, region(Regions.FLEET));
        PowerDomainId zone = zones.get(sheet.site());
        if (zone != null) {
          join(domain, region(zone));
        }
      }
    }
  }

  private int region(PowerDomainId id) {
    Integer known = numbers.putIfAbsent(id, numbers.size());
    if (known == null) {
      ids.add(id);
      tops.add(new ArrayList<>());
    }
    return known == null ? numbers.size() - 1 : known;
  }

  private void join(int top, int region) {
    tops.get(region).add(top);
    regionsOf.computeIfAbsent(top, missing -> new ArrayList<>()).add(region);
  }

  int count() {
    return tops.size();
  }

  /** The number of the region of that id, or -1. */
  int of(PowerDomainId id) {
    return numbers.getOrDefault(id, FleetBook.NONE);
  }

  PowerDomainId id(int region) {
    return ids.get(region);
  }

  List<Integer> tops(int region) {
    return tops.get(region);
  }

  /** The regions that the interconnect belongs to. */
  List<Integer> regionsOf(int top) {
    return regionsOf.getOrDefault(top, List.of());
  }
}
