package io.wattpack.core.event;

import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.TelemetrySource;
import io.wattpack.core.units.EpochMillis;
import java.util.List;

/**
 * Readings of a site, all taken at one moment. Readings of what the site does not have, and of more
 * watts than {@link MeterReading#WATTS_MAX}, are passed over; a domain's reading that is not
 * younger than its last one changes nothing.
 *
 * @param sampledAt when they were taken, not after the event
 */
public record TelemetryReported(
    SiteId site,
    TelemetrySource source,
    EpochMillis sampledAt,
    List<MeterReading> meters,
    List<GpuReading> gpus)
    implements Event {
  public TelemetryReported {
    meters = List.copyOf(meters);
    gpus = List.copyOf(gpus);
  }
}
