package io.wattpack.core.sim;

import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.PowerDomain;
import java.util.function.ToIntFunction;

/** What domains may draw that can lose a unit, and the miners that make up for the loss. */
final class BandCounts {
  private final WorldCounts counts;

  BandCounts(WorldCounts counts) {
    this.counts = counts;
  }

  /** The most that everything may draw, with the miners that may run now. */
  long cap(PowerDomain domain) {
    return cap(domain, counts.miners()::drawn);
  }

  /** The same once everything ordered off is gone. */
  long capSettled(PowerDomain domain) {
    return cap(domain, counts.miners()::told);
  }

  private long cap(PowerDomain domain, ToIntFunction<MinerGroup> steps) {
    if (domain.parallelUnits() == 1) {
      return Long.MAX_VALUE;
    }
    long left = withoutOne(domain) - domain.reserve().value();
    return Math.max(0, left) + mined(domain, steps);
  }

  static long withoutOne(PowerDomain domain) {
    long left = domain.parallelUnits() - 1L;
    return domain.rating().value() * left * domain.shortTimePermille() / (1000 * (left + 1));
  }

  /** Watts of the miners that make up for a unit, once everything ordered off is gone. */
  long minedSettled(PowerDomain domain) {
    return mined(domain, counts.miners()::told);
  }

  private long mined(PowerDomain domain, ToIntFunction<MinerGroup> steps) {
    return counts.fleet().minerGroups().stream()
        .filter(group -> group.isSwitchable() && group.offMillis() <= domain.bandMillis())
        .filter(group -> counts.atAndAbove(group.powerDomain()).contains(domain.id()))
        .mapToLong(group -> MinerCounts.watts(group, steps.applyAsInt(group)))
        .sum();
  }
}
