package io.wattpack.core.state;

import io.wattpack.core.model.TelemetrySource;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;

/**
 * What the meter of a power domain read last.
 *
 * @param sampledAt when it was read
 */
public record MeterStatus(Watts watts, TelemetrySource source, EpochMillis sampledAt) {}
