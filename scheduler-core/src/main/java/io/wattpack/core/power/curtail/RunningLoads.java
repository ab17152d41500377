package io.wattpack.core.power.curtail;

import java.util.Arrays;

/**
 * Loads that run, as columns: each is of one kind and has one or more parts, so many devices at a
 * domain. All devices of a load have one cap and are paused, moved or stopped together.
 */
public final class RunningLoads {
  private static final int FIRST_SIZE = 16;

  private int[] kinds = new int[FIRST_SIZE];
  private int[] starts = new int[FIRST_SIZE + 1];
  private int[] domains = new int[FIRST_SIZE];
  private int[] devices = new int[FIRST_SIZE];
  private int size;
  private int parts;

  /**
   * Begins another load.
   *
   * @param kind its number in the list of kinds
   * @return its number
   */
  public int add(int kind) {
    if (size == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * size);
      starts = Arrays.copyOf(starts, 2 * size + 1);
    }
    kinds[size] = kind;
    size++;
    starts[size] = parts;
    return size - 1;
  }

  /** Adds devices at a domain to the load that was begun last; at least one. */
  public void addPart(int domain, int count) {
    if (size == 0 || domain < 0 || count < 1) {
      throw new IllegalArgumentException(
          "A part of %d devices at domain %d belongs to no load or is out of range."
              .formatted(count, domain));
    }
    if (parts == domains.length) {
      domains = Arrays.copyOf(domains, 2 * parts);
      devices = Arrays.copyOf(devices, 2 * parts);
    }
    domains[parts] = domain;
    devices[parts] = count;
    parts++;
    starts[size] = parts;
  }

  /** A load with all its devices at one domain. */
  public int add(int kind, int domain, int count) {
    int load = add(kind);
    addPart(domain, count);
    return load;
  }

  /** How many loads there are. */
  public int size() {
    return size;
  }

  public int kind(int load) {
    return kinds[load];
  }

  /** The number of its first part; those of a load follow each other. */
  public int firstPart(int load) {
    return starts[load];
  }

  /** The number after its last part. */
  public int endPart(int load) {
    return starts[load + 1];
  }

  /** Where a part hangs. */
  public int domain(int part) {
    return domains[part];
  }

  /** Devices of a part. */
  public int devices(int part) {
    return devices[part];
  }

  long devicesOf(int load) {
    long all = 0;
    for (int p = starts[load]; p < starts[load + 1]; p++) {
      all += devices[p];
    }
    return all;
  }
}
