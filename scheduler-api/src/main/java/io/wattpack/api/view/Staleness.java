package io.wattpack.api.view;

import io.wattpack.core.units.EpochMillis;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * How long a reading counts.
 *
 * @param limit what is older is stale: it is shown as such, and what is booked counts instead
 */
public record Staleness(Duration limit, InstantSource clock) {
  /** Whole seconds since the moment; 0 when it is to come. */
  public long ageSeconds(EpochMillis moment) {
    return TimeUnit.MILLISECONDS.toSeconds(ageMillis(moment));
  }

  public boolean isStale(EpochMillis moment) {
    return ageMillis(moment) > limit.toMillis();
  }

  private long ageMillis(EpochMillis moment) {
    return Math.max(0, clock.millis() - moment.value());
  }
}
