package io.wattpack.core.model;

import java.util.List;

/**
 * The steel box with GPU servers, hung under a power domain.
 *
 * @param taints keys that keep work away from everything in it unless it tolerates them
 */
public record GpuContainer(GpuContainerId id, PowerDomainId powerDomain, List<String> taints) {
  public GpuContainer {
    taints = List.copyOf(taints);
  }

  /** One that keeps no work away. */
  public GpuContainer(GpuContainerId id, PowerDomainId powerDomain) {
    this(id, powerDomain, List.of());
  }
}
