package io.wattpack.api.report.power;

import io.wattpack.api.view.RegionMeter;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.state.DomainStatus;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.FutureStep;
import io.wattpack.core.state.MeterStatus;
import io.wattpack.core.state.RegionStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a state says of a power domain or a region.
 *
 * @param reading what its meter read last; of a region the sum over its interconnects, as old as
 *     the oldest of them; null: it has none, or not all of them have one
 */
record Figures(Recording.Books books, List<FutureStep> futureSteps, @Nullable Reading reading) {

  /** By the id of the domain or region. */
  static Map<PowerDomainId, Figures> of(FleetStatus status) {
    Map<PowerDomainId, Figures> all = new LinkedHashMap<>();
    for (DomainStatus domain : status.domains()) {
      all.put(domain.domain().id(), of(domain));
    }
    for (RegionStatus region : status.regions()) {
      all.put(region.id(), of(region, status));
    }
    return all;
  }

  private static Figures of(DomainStatus domain) {
    @Nullable MeterStatus meter = domain.meter();
    return new Figures(
        new Recording.Books(domain.hardware().value(), domain.ceiling().value()),
        domain.futureSteps(),
        meter == null ? null : new Reading(meter.watts().value(), meter.sampledAt().value()));
  }

  private static Figures of(RegionStatus region, FleetStatus status) {
    return new Figures(
        new Recording.Books(region.hardware().value(), region.ceiling().value()),
        region.futureSteps(),
        RegionMeter.of(region, status)
            .map(meter -> new Reading(meter.watts(), meter.sampledAt().value()))
            .orElse(null));
  }
}
