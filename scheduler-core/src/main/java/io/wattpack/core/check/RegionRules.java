package io.wattpack.core.check;

import io.wattpack.core.units.EpochMillis;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** What the interconnects of a region may draw together. Everything is added up when asked. */
final class RegionRules {
  private final FleetBook fleet;
  private final RegionMap map;
  private final GridBook grid;
  private final PowerBook power;

  RegionRules(FleetBook fleet, GridBook grid, PowerBook power) {
    this.fleet = fleet;
    map = fleet.regions;
    this.grid = grid;
    this.power = power;
  }

  /** What the hardware of its interconnects carries together. */
  long hardware(int region) {
    return sum(region, power::hardware);
  }

  private long sum(int region, IntToLongFunction each) {
    return map.tops(region).stream().mapToLong(each::applyAsLong).sum();
  }

  /**
   * Why something must not rise under the domain at that moment; null: it may.
   *
   * @param added what rises under each domain
   */
  @Nullable String faultOf(Object what, int domain, long[] added, EpochMillis at) {
    for (int region : map.regionsOf(topOf(domain))) {
      if (!grid.isEmpty(grid.placeOfRegion(region))) {
        String fault = faultAt(what, region, sum(region, top -> added[top]), at);
        if (fault != null) {
          return fault;
        }
      }
    }
    return null;
  }

  private int topOf(int domain) {
    int top = domain;
    while (fleet.parentOf(top) >= 0) {
      top = fleet.parentOf(top);
    }
    return top;
  }

  private @Nullable String faultAt(Object what, int region, long watts, EpochMillis at) {
    long cap = leastCap(region, at.value());
    return PowerFaults.ofCap(what, map.id(region), watts, sum(region, power::ceiling), cap);
  }

  /** The least that is asked of it until all that can be stopped there would be gone. */
  private long leastCap(int region, long at) {
    long hardware = hardware(region);
    int place = grid.placeOfRegion(region);
    long lead = map.tops(region).stream().mapToLong(power::lead).max().orElse(0);
    long[] least = {grid.limit(place, hardware, at)};
    grid.forEachChange(
        place, at, lead, then -> least[0] = Math.min(least[0], grid.limit(place, hardware, then)));
    return least[0];
  }
}
