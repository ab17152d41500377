package io.wattpack.core.check;

import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerCooling;
import io.wattpack.core.units.Watts;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Per GPU container: what its servers can draw at most with what is booked, and how warm it is
 * outside. What cooling draws for that, and how much heat it can carry away, is worked out when it
 * is asked for.
 */
final class CoolingBook implements Undoable {
  /** What counts outside while nobody has said anything, in thousandths of a degree Celsius. */
  static final int OUTSIDE_UNKNOWN = 30_000;

  private static final long MILLION = 1_000_000;
  private static final long MILLIONTHS_MAX = 1000L * GpuContainerCooling.EXCESS_PERMILLE_MAX;
  private static final int KINDS = 2;
  private static final int SERVERS = 0;
  private static final int OUTSIDE = 1;

  private final FleetBook fleet;
  private final UndoLog undo;
  private final long[] servers;
  private final int[] outside;
  // What the fleet says, so that forks share it.
  private final int[] feeds;
  private final int[] homes;
  // By domain: the GPU container whose heat bounds it.
  private final int[] bounded;
  // What the domains below draw always.
  private final long[] fixed;
  // Between two questions all zero: what a start in question adds to the servers.
  private final long[] added;

  CoolingBook(FleetBook fleet, UndoLog undo) {
    this.fleet = fleet;
    this.undo = undo;
    int count = fleet.containerCount();
    servers = new long[count];
    outside = new int[count];
    feeds = new int[count];
    homes = new int[count];
    added = new long[count];
    bounded = new int[fleet.domainCount()];
    Arrays.fill(outside, OUTSIDE_UNKNOWN);
    Arrays.fill(bounded, FleetBook.NONE);
    fixed = new long[count];
    for (int box = 0; box < count; box++) {
      number(box);
    }
    for (int domain = 0; domain < bounded.length; domain++) {
      addFixed(domain);
    }
  }

  private CoolingBook(CoolingBook other, UndoLog undo) {
    fleet = other.fleet;
    this.undo = undo;
    servers = other.servers.clone();
    outside = other.outside.clone();
    feeds = other.feeds;
    homes = other.homes;
    bounded = other.bounded;
    fixed = other.fixed;
    added = new long[servers.length];
  }

  CoolingBook fork(UndoLog forked) {
    return new CoolingBook(this, forked);
  }

  private void number(int box) {
    GpuContainer sheet = fleet.container(box);
    GpuContainerCooling cooling = sheet.cooling();
    homes[box] = fleet.domainOf(sheet.powerDomain());
    feeds[box] = cooling == null ? FleetBook.NONE : fleet.domainOf(cooling.powerDomain());
    if (cooling != null && cooling.heatCapacity() != null) {
      bounded[homes[box]] = box;
    }
  }

  private void addFixed(int domain) {
    for (int above = domain; above >= 0; above = fleet.parentOf(above)) {
      if (bounded[above] >= 0) {
        fixed[bounded[above]] += fleet.domain(domain).base().value();
      }
    }
  }

  /** The domain that feeds the cooling, or -1 if none is counted. */
  int feed(int box) {
    return feeds[box];
  }

  /** The site's number. */
  int site(int box) {
    return fleet.siteNumberOfDomain(homes[box]);
  }

  int outside(int box) {
    return outside[box];
  }

  /** What cooling draws for all that is booked in the GPU container. */
  long drawn(int box) {
    return drawn(box, servers[box]);
  }

  /** What it would draw on top for the servers of {@link #expect}. */
  long drawnMore(int box) {
    return drawn(box, Math.addExact(servers[box], added[box])) - drawn(box);
  }

  private long drawn(int box, long watts) {
    GpuContainerCooling cooling = fleet.container(box).cooling();
    return cooling == null ? 0 : facility(cooling, outside[box], watts) - watts;
  }

  /** Servers and cooling together, rounded up to whole watts. */
  private static long facility(GpuContainerCooling cooling, int celsiusMilli, long watts) {
    long perMillion = MILLION + perMillion(cooling, celsiusMilli);
    if (watts < Long.MAX_VALUE / (2 * perMillion)) {
      return (watts * perMillion + MILLION - 1) / MILLION;
    }
    return BigInteger.valueOf(watts)
        .multiply(BigInteger.valueOf(perMillion))
        .add(BigInteger.valueOf(MILLION - 1))
        .divide(BigInteger.valueOf(MILLION))
        .longValueExact();
  }

  private static long perMillion(GpuContainerCooling cooling, int celsiusMilli) {
    long kelvinsMilli = (long) celsiusMilli - cooling.fromMilliCelsius();
    long base = 1000L * cooling.excessPermille();
    return kelvinsMilli <= 0
        ? base
        : Math.min(MILLIONTHS_MAX, base + kelvinsMilli * cooling.excessPermillePerKelvin());
  }

  /** Servers in the GPU container draw so much more; negative: less. */
  void change(int box, long watts) {
    undo.note(this, KINDS * box + SERVERS, servers[box]);
    servers[box] = Math.addExact(servers[box], watts);
  }

  void warm(int box, int celsiusMilli) {
    undo.note(this, KINDS * box + OUTSIDE, outside[box]);
    outside[box] = celsiusMilli;
  }

  @Override
  public void undo(int place, long figure, @Nullable Object thing) {
    if (place % KINDS == SERVERS) {
      servers[place / KINDS] = figure;
    } else {
      outside[place / KINDS] = (int) figure;
    }
  }

  /** A start in question would add so much to the servers. */
  void expect(int box, long watts) {
    added[box] += watts;
  }

  void forget(int box) {
    added[box] = 0;
  }

  /**
   * What the domain may draw for the heat below it; {@link Long#MAX_VALUE}: that bounds nothing.
   */
  long limit(int domain) {
    int box = bounded[domain];
    if (box < 0) {
      return Long.MAX_VALUE;
    }
    long capacity = capacity(box);
    return fixed[box] + (feeds[box] == domain ? capacity + drawn(box, capacity) : capacity);
  }

  private long capacity(int box) {
    GpuContainerCooling cooling = fleet.container(box).cooling();
    Watts whole = cooling == null ? null : cooling.heatCapacity();
    if (cooling == null || whole == null) {
      return Long.MAX_VALUE;
    }
    long above = Math.max(0, (long) outside[box] - cooling.ratedMilliCelsius());
    long lost = Math.min(MILLION, above * cooling.lossPermillePerKelvin());
    BigInteger kept =
        BigInteger.valueOf(whole.value()).multiply(BigInteger.valueOf(MILLION - lost));
    return kept.divide(BigInteger.valueOf(MILLION)).longValueExact();
  }
}
