package io.wattpack.core.state;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.SiteId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

/**
 * Numbers the power domains in preorder: sites by price zone, then by id, then siblings by id,
 * parents first.
 */
final class PowerTreeOrder {
  private final TreeMap<PowerDomainId, List<PowerDomain>> children = new TreeMap<>();
  private final List<PowerDomain> domains = new ArrayList<>();
  private final int[] parents;
  private final int[] ends;

  PowerTreeOrder(Fleet fleet) {
    List<PowerDomain> roots = new ArrayList<>();
    for (PowerDomain domain : Sorted.by(fleet.powerDomains(), PowerDomain::id)) {
      PowerDomainId parent = domain.parent();
      if (parent == null) {
        roots.add(domain);
      } else {
        children.computeIfAbsent(parent, id -> new ArrayList<>()).add(domain);
      }
    }
    parents = new int[fleet.powerDomains().size()];
    ends = new int[fleet.powerDomains().size()];
    TreeMap<SiteId, String> zones = new TreeMap<>();
    fleet.sites().forEach(site -> zones.put(site.id(), site.priceZone()));
    roots.sort(
        Comparator.comparing((PowerDomain root) -> zones.getOrDefault(root.site(), ""))
            .thenComparing(PowerDomain::site)
            .thenComparing(PowerDomain::id));
    roots.forEach(this::number);
  }

  /** Walks without recursion, so that no depth of the file overflows the stack. */
  private void number(PowerDomain root) {
    Deque<Visit> open = new ArrayDeque<>();
    open.push(new Visit(root, -1));
    List<Integer> numbered = new ArrayList<>();
    while (!open.isEmpty()) {
      Visit visit = open.pop();
      int index = domains.size();
      domains.add(visit.domain());
      parents[index] = visit.parent();
      numbered.add(index);
      List<PowerDomain> below = children.getOrDefault(visit.domain().id(), List.of());
      below.reversed().forEach(child -> open.push(new Visit(child, index)));
    }
    closeRanges(numbered);
  }

  private void closeRanges(List<Integer> numbered) {
    for (int index : numbered.reversed()) {
      ends[index] = Math.max(ends[index], index + 1);
      int parent = parents[index];
      if (parent >= 0) {
        ends[parent] = Math.max(ends[parent], ends[index]);
      }
    }
  }

  List<PowerDomain> domains() {
    return domains;
  }

  int[] parents() {
    return parents;
  }

  int[] ends() {
    return ends;
  }

  private record Visit(PowerDomain domain, int parent) {}
}
