package io.wattpack.core.event;

import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.units.Watts;
import org.jspecify.annotations.Nullable;

/**
 * What a meter read at a power domain.
 *
 * @param watts what everything under the domain drew, in the sense in which the domain is rated;
 *     null: the domain has no meter any more, and what the last one read no longer counts; more
 *     than {@link #WATTS_MAX}: no reading, it is passed over
 */
public record MeterReading(PowerDomainId domain, @Nullable Watts watts) {
  /** No sum over the domains of a fleet overflows with readings up to that. */
  public static final long WATTS_MAX = 1_000_000_000_000L;

  /** Whether it says anything. */
  public boolean isPlausible() {
    return watts == null || watts.value() <= WATTS_MAX;
  }
}
