package io.wattpack.core.power.curtail;

import io.wattpack.core.power.dispatch.DomainTree;

/**
 * Where everything hangs. Running loads come first, then miner groups as loads of one device; all
 * their parts are numbered, and once more in the order of their domains, as groups.
 */
final class Parts {
  private final int[] starts;
  private final int[] domains;
  private final int[] devices;
  private final int[] groups;
  private final int[] groupStarts;
  private final int[] owners;

  Parts(CurtailProblem problem) {
    RunningLoads loads = problem.loads();
    int running = loads.size();
    int miners = problem.miners().size();
    int count = (running == 0 ? 0 : loads.endPart(running - 1)) + miners;
    starts = new int[running + miners + 1];
    domains = new int[count];
    devices = new int[count];
    groups = new int[count];
    owners = new int[count];
    for (int o = 0; o < running + miners; o++) {
      starts[o + 1] = o < running ? loads.endPart(o) : starts[o] + 1;
    }
    for (int p = 0; p < count; p++) {
      boolean isRunning = p < starts[running];
      domains[p] = isRunning ? loads.domain(p) : problem.miners().get(p - starts[running]).domain();
      devices[p] = isRunning ? loads.devices(p) : 1;
    }
    groupStarts = starts(problem.domains());
    number();
  }

  private int[] starts(int size) {
    int[] first = new int[size + 1];
    for (int domain : domains) {
      first[domain + 1]++;
    }
    for (int v = 0; v < size; v++) {
      first[v + 1] += first[v];
    }
    return first;
  }

  private void number() {
    int[] next = groupStarts.clone();
    for (int o = 0; o + 1 < starts.length; o++) {
      for (int p = starts[o]; p < starts[o + 1]; p++) {
        groups[p] = next[domains[p]]++;
        owners[groups[p]] = o;
      }
    }
  }

  /** Loads and miner groups together. */
  int owners() {
    return starts.length - 1;
  }

  int size() {
    return domains.length;
  }

  int first(int owner) {
    return starts[owner];
  }

  int end(int owner) {
    return starts[owner + 1];
  }

  boolean isGang(int owner) {
    return starts[owner + 1] - starts[owner] > 1;
  }

  int domain(int part) {
    return domains[part];
  }

  int devices(int part) {
    return devices[part];
  }

  int group(int part) {
    return groups[part];
  }

  /** The first group of a domain itself; those of the next domain follow. */
  int groupStart(int domain) {
    return groupStarts[domain];
  }

  int ownerOfGroup(int group) {
    return owners[group];
  }

  long devicesOf(int owner) {
    long all = 0;
    for (int p = starts[owner]; p < starts[owner + 1]; p++) {
      all += devices[p];
    }
    return all;
  }

  /** Devices of a load at and below a domain. */
  long devicesBelow(int owner, int domain, DomainTree tree) {
    long below = 0;
    for (int p = starts[owner]; p < starts[owner + 1]; p++) {
      below += tree.isAtOrAbove(domain, domains[p]) ? devices[p] : 0;
    }
    return below;
  }

  int[] groupDomains() {
    int[] ordered = new int[size()];
    for (int p = 0; p < ordered.length; p++) {
      ordered[groups[p]] = domains[p];
    }
    return ordered;
  }

  int[] groupDevices() {
    int[] ordered = new int[size()];
    for (int p = 0; p < ordered.length; p++) {
      ordered[groups[p]] = devices[p];
    }
    return ordered;
  }
}
