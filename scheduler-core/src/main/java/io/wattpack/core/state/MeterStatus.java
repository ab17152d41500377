package io.wattpack.core.state;

import io.wattpack.core.model.TelemetrySource;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import io.wattpack.core.units.WattsDelta;

/**
 * What the meter of a power domain read last.
 *
 * @param sampledAt when it was read
 * @param over by how much the last reading that could be compared exceeds what was booked
 */
public record MeterStatus(
    Watts watts, TelemetrySource source, EpochMillis sampledAt, WattsDelta over) {}
