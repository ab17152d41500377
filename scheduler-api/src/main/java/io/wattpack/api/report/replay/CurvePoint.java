package io.wattpack.api.report.replay;

import org.jspecify.annotations.Nullable;

/**
 * The mean over the arrivals at which the demand that had arrived rounds to one percentage.
 *
 * @param arrivedPercent demand of all that had arrived, in % of the GPUs
 * @param allocatedPercent what was allocated then, in % of the GPUs
 * @param kilowatts modelled draw of the fleet then; null: not known
 */
public record CurvePoint(int arrivedPercent, double allocatedPercent, @Nullable Double kilowatts) {}
