package io.wattpack.core.state;

import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.Regions;
import io.wattpack.core.model.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Power domains and regions, numbered together: first the domains by their indexes, then the price
 * zones, then the fleet. Each is a range of domains, because interconnects stand by price zone.
 * Never changes.
 *
 * <p>What a domain draws its region draws too: above an interconnect comes its price zone, and
 * above that the fleet.
 */
public final class Spans {
  private final int domainCount;
  private final IntFunction<Site> siteOf;
  private final List<PowerDomainId> ids = new ArrayList<>();
  private final TreeMap<PowerDomainId, Integer> index = new TreeMap<>();
  private final int[] firsts;
  private final int[] ends;
  private final int[] above;

  /**
   * @param parents of each domain; negative: none
   * @param domainEnds one past the last domain of each subtree
   * @param siteOf the site of a domain
   */
  Spans(List<PowerDomain> domains, int[] parents, int[] domainEnds, IntFunction<Site> siteOf) {
    domainCount = domains.size();
    this.siteOf = siteOf;
    domains.forEach(domain -> add(domain.id()));
    for (int root = 0; root < domainCount; root = domainEnds[root]) {
      PowerDomainId zone = Regions.ofZone(siteOf.apply(root).priceZone());
      if (zone != null && !index.containsKey(zone)) {
        add(zone);
      }
    }
    add(Regions.FLEET);
    firsts = new int[ids.size()];
    ends = Arrays.copyOf(domainEnds, ids.size());
    above = Arrays.copyOf(parents, ids.size());
    Arrays.setAll(firsts, span -> span < domainCount ? span : domainCount);
    for (int root = 0; root < domainCount; root = domainEnds[root]) {
      join(root, Regions.ofZone(siteOf.apply(root).priceZone()));
    }
    Arrays.fill(above, domainCount, ids.size(), fleet());
    above[fleet()] = -1;
    firsts[fleet()] = 0;
    ends[fleet()] = domainCount;
  }

  private void add(PowerDomainId id) {
    index.put(id, ids.size());
    ids.add(id);
  }

  private void join(int root, @Nullable PowerDomainId zone) {
    int region = zone == null ? fleet() : index.getOrDefault(zone, fleet());
    above[root] = region;
    firsts[region] = Math.min(firsts[region], root);
    ends[region] = ends[root];
  }

  private int fleet() {
    return ids.size() - 1;
  }

  /** How many domains and regions there are. */
  public int count() {
    return ids.size();
  }

  /** The first number that is that of a region. */
  public int firstRegion() {
    return domainCount;
  }

  public boolean isRegion(int span) {
    return span >= domainCount;
  }

  /** The domain or region of that id; -1: there is none. */
  public int of(PowerDomainId id) {
    return index.getOrDefault(id, -1);
  }

  public PowerDomainId id(int span) {
    return ids.get(span);
  }

  /** The first of its domains. */
  public int first(int span) {
    return firsts[span];
  }

  /** One past the last of its domains. */
  public int end(int span) {
    return ends[span];
  }

  /** What draws all that it draws: the domain that feeds it, or a region; negative: nothing. */
  public int above(int span) {
    return above[span];
  }

  int[] above() {
    return above;
  }

  /**
   * The different times from the order to stop a replica there until its watts are gone, in
   * milliseconds, the longest first.
   */
  public long[] stopTimes(int span) {
    if (!isRegion(span)) {
      return new long[] {siteOf.apply(span).stopMillis()};
    }
    TreeSet<Long> times = new TreeSet<>(Comparator.reverseOrder());
    for (int root = firsts[span]; root < ends[span]; root = ends[root]) {
      times.add(siteOf.apply(root).stopMillis());
    }
    return times.isEmpty() ? new long[1] : times.stream().mapToLong(Long::longValue).toArray();
  }

  /** Of two of them first the one that is part of the other: children, then parents, regions. */
  public int compareOutwards(int one, int other) {
    return Integer.compare(outwards(one), outwards(other));
  }

  private int outwards(int span) {
    return isRegion(span) ? span : -span - 1;
  }
}
