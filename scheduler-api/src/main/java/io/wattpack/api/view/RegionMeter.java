package io.wattpack.api.view;

import io.wattpack.core.state.DomainStatus;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.MeterStatus;
import io.wattpack.core.state.RegionStatus;
import io.wattpack.core.units.EpochMillis;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the meters of a region's interconnects read last, together.
 *
 * @param watts their sum
 * @param sampledAt when the oldest was read: all have been by then, and no younger moment is true
 *     of it
 */
public record RegionMeter(long watts, EpochMillis sampledAt) {

  /** Empty unless each interconnect has a meter. */
  public static Optional<RegionMeter> of(RegionStatus region, FleetStatus status) {
    long watts = 0;
    int read = 0;
    @Nullable EpochMillis oldest = null;
    for (DomainStatus domain : status.domains()) {
      @Nullable MeterStatus meter = domain.meter();
      if (meter != null && region.interconnects().contains(domain.domain().id())) {
        watts += meter.watts().value();
        read++;
        oldest = oldest == null || oldest.isAfter(meter.sampledAt()) ? meter.sampledAt() : oldest;
      }
    }
    return oldest == null || read < region.interconnects().size()
        ? Optional.empty()
        : Optional.of(new RegionMeter(watts, oldest));
  }
}
