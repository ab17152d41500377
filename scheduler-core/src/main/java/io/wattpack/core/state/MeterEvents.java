package io.wattpack.core.state;

import io.wattpack.core.event.MeterReading;
import io.wattpack.core.event.TelemetryReported;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import org.jspecify.annotations.Nullable;

/** Applies what sites say that they measured. */
final class MeterEvents {
  private final State state;
  private final DrawEvents draws;

  MeterEvents(State state) {
    this.state = state;
    draws = new DrawEvents(state);
  }

  @Nullable Reason report(TelemetryReported reported) {
    int site = state.topology().siteIndexOf(reported.site());
    if (site < 0) {
      return Reason.about(ReasonCode.UNKNOWN_ID, reported.site().value());
    }
    if (reported.sampledAt().value() > state.now()) {
      return Reason.about(ReasonCode.NOT_APPLICABLE, reported.site().value());
    }
    for (MeterReading reading : reported.meters()) {
      int domain = state.topology().domainOf(reading.domain());
      boolean isOfSite = domain >= 0 && state.topology().siteOf(domain) == site;
      if (isOfSite && reading.isPlausible()) {
        enter(domain, reading, reported);
      }
    }
    draws.learn(reported, site);
    return null;
  }

  private void enter(int domain, MeterReading reading, TelemetryReported reported) {
    if (reading.watts() == null) {
      state.meters().forget(domain);
      state.world().meterSources().set(domain, null);
      return;
    }
    long at = reported.sampledAt().value();
    if (state.meters().read(domain, reading.watts().value(), at, state.now())) {
      state.world().meterSources().set(domain, reported.source());
    }
  }
}
