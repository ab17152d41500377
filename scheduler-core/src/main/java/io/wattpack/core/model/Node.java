package io.wattpack.core.model;

import io.wattpack.core.units.Watts;
import java.util.List;

/**
 * A server in a GPU container, with GPUs of one model in slots 0 to {@code gpuCount - 1}.
 *
 * @param powerDomain the domain that feeds it: its container's or one below it
 * @param base watts of the server without its GPUs
 * @param overheadPermille extra watts of fans and supplies per GPU watt, in thousandths (150 means
 *     15 %), 0 to 1000
 * @param host processors and main memory
 * @param linkedGpus GPUs that NVLink joins into one group, counted from slot 0: 8 means that slots
 *     0 to 7 are one group; 1: none is joined
 * @param taints what keeps work away that does not tolerate it
 */
public record Node(
    NodeId id,
    GpuContainerId gpuContainer,
    PowerDomainId powerDomain,
    GpuModelId gpuModel,
    int gpuCount,
    Watts base,
    int overheadPermille,
    Host host,
    int linkedGpus,
    List<Taint> taints,
    FigureSource source) {
  public Node {
    taints = List.copyOf(taints);
  }

  /** One of which only the GPUs are known. */
  public Node(
      NodeId id,
      GpuContainerId gpuContainer,
      PowerDomainId powerDomain,
      GpuModelId gpuModel,
      int gpuCount,
      Watts base,
      int overheadPermille,
      FigureSource source) {
    this(
        id,
        gpuContainer,
        powerDomain,
        gpuModel,
        gpuCount,
        base,
        overheadPermille,
        Host.NOT_COUNTED,
        1,
        List.of(),
        source);
  }
}
