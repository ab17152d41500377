package io.wattpack.api.view;

import io.wattpack.core.event.GpuReading;
import io.wattpack.core.model.TelemetrySource;
import io.wattpack.core.units.EpochMillis;

/**
 * What was read last at a GPU.
 *
 * @param sampledAt when
 */
public record GpuSample(GpuReading reading, TelemetrySource source, EpochMillis sampledAt) {}
