package io.wattpack.core.power.dispatch;

import io.wattpack.core.power.PowerCurve;
import java.util.List;

/** Devices under a tree of limits; the arrays are copied. */
public final class DispatchProblem {
  /** Above this, the value of all devices together would not fit a long. */
  static final long WEIGHT_MAX = Long.MAX_VALUE / PowerCurve.WHOLE;

  private final int[] parents;
  private final long[] limits;
  private final List<LoadKind> kinds;
  private final int[] groupDomains;
  private final int[] groupKinds;
  private final int[] groupCounts;

  /**
   * @param parents the domain above each domain, -1 for none; numbered in preorder: what is below a
   *     domain follows it directly
   * @param limits watts that the devices below each domain may be given together, fixed loads taken
   *     off
   * @param kinds what devices there are; equal ones should be one kind
   * @param groupDomains where each group of devices hangs; groups are in the order of their domains
   * @param groupKinds the kind of its devices
   * @param groupCounts how many they are
   */
  public DispatchProblem(
      int[] parents,
      long[] limits,
      List<LoadKind> kinds,
      int[] groupDomains,
      int[] groupKinds,
      int[] groupCounts) {
    this.parents = parents.clone();
    this.limits = limits.clone();
    this.kinds = List.copyOf(kinds);
    this.groupDomains = groupDomains.clone();
    this.groupKinds = groupKinds.clone();
    this.groupCounts = groupCounts.clone();
    checkTree(parents, limits);
    checkGroups(parents.length, kinds, groupDomains, groupKinds, groupCounts);
  }

  int[] parents() {
    return parents;
  }

  long[] limits() {
    return limits;
  }

  List<LoadKind> kinds() {
    return kinds;
  }

  int[] groupDomains() {
    return groupDomains;
  }

  int[] groupKinds() {
    return groupKinds;
  }

  int[] groupCounts() {
    return groupCounts;
  }

  int domains() {
    return parents.length;
  }

  int groups() {
    return groupDomains.length;
  }

  /** The same devices at the same places, of other kinds. */
  DispatchProblem with(List<LoadKind> otherKinds, int[] otherGroupKinds) {
    return new DispatchProblem(
        parents, limits, otherKinds, groupDomains, otherGroupKinds, groupCounts);
  }

  /** The kind of the devices of a group. */
  LoadKind kind(int group) {
    return kinds.get(groupKinds[group]);
  }

  long weightOf(int group) {
    return (long) groupCounts[group] * kind(group).weight();
  }

  private static void checkTree(int[] parents, long[] limits) {
    if (parents.length != limits.length) {
      throw new IllegalArgumentException(
          "Each domain needs a limit, but %d domains had %d."
              .formatted(parents.length, limits.length));
    }
    for (int v = 0; v < parents.length; v++) {
      int above = v - 1;
      while (above >= 0 && above > parents[v]) {
        above = parents[above];
      }
      if (parents[v] < -1 || above != parents[v]) {
        throw new IllegalArgumentException(
            "Domain %d is not in preorder below domain %d.".formatted(v, parents[v]));
      }
    }
  }

  private static void checkGroups(
      int domains, List<LoadKind> kinds, int[] places, int[] ofKind, int[] counts) {
    if (places.length != ofKind.length || places.length != counts.length) {
      throw new IllegalArgumentException(
          "Each group needs a domain, a kind and a count, but there were %d, %d and %d."
              .formatted(places.length, ofKind.length, counts.length));
    }
    long weight = 0;
    for (int g = 0; g < places.length; g++) {
      if (places[g] < (g == 0 ? 0 : places[g - 1]) || places[g] >= domains || counts[g] < 0) {
        throw new IllegalArgumentException(
            "Group %d of %d devices at domain %d is out of order or range."
                .formatted(g, counts[g], places[g]));
      }
      weight = Math.addExact(weight, (long) counts[g] * kinds.get(ofKind[g]).weight());
    }
    if (weight > WEIGHT_MAX) {
      throw new IllegalArgumentException(
          "The weights of all devices add up to %d, above %d.%nMaybe use a coarser unit."
              .formatted(weight, WEIGHT_MAX));
    }
  }
}
