package io.wattpack.core.model;

import io.wattpack.core.units.Watts;

/**
 * A server in a GPU container, with GPUs of one model in slots 0 to {@code gpuCount - 1}.
 *
 * @param powerDomain the domain that feeds it: its container's or one below it
 * @param base watts of the server without its GPUs
 * @param overheadPermille extra watts of fans and supplies per GPU watt, in thousandths (150 means
 *     15 %), 0 to 1000
 */
public record Node(
    NodeId id,
    GpuContainerId gpuContainer,
    PowerDomainId powerDomain,
    GpuModelId gpuModel,
    int gpuCount,
    Watts base,
    int overheadPermille,
    FigureSource source) {}
