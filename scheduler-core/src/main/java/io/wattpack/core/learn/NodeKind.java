package io.wattpack.core.learn;

import io.wattpack.core.model.CpuPackage;
import org.jspecify.annotations.Nullable;

/**
 * What equal nodes are like.
 *
 * @param gpuModel name of the model of its GPUs
 * @param cpuMilli thousandths of a core; {@link io.wattpack.core.policy.NodeView#NOT_COUNTED}: not
 *     known
 * @param hostMemory mebibytes of main memory; the same if not known
 * @param gpuIdleWatts watts of a GPU with nothing on it
 * @param gpuPeakWatts watts of a GPU with anything on it
 * @param cpuPackage what its processors draw; null: not known
 */
public record NodeKind(
    String gpuModel,
    int gpuCount,
    long cpuMilli,
    long hostMemory,
    long gpuIdleWatts,
    long gpuPeakWatts,
    @Nullable CpuPackage cpuPackage) {}
