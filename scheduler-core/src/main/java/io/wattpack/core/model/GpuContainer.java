package io.wattpack.core.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steel box with GPU servers, hung under a power domain.
 *
 * @param taints keys that keep work away from everything in it unless it tolerates them
 * @param cooling what carries its heat away; null: nothing is charged for that, nor bounds it
 */
public record GpuContainer(
    GpuContainerId id,
    PowerDomainId powerDomain,
    List<String> taints,
    @Nullable GpuContainerCooling cooling) {
  public GpuContainer {
    taints = List.copyOf(taints);
  }

  /** One whose cooling is not counted. */
  public GpuContainer(GpuContainerId id, PowerDomainId powerDomain, List<String> taints) {
    this(id, powerDomain, taints, null);
  }

  /** One that keeps no work away, and whose cooling is not counted. */
  public GpuContainer(GpuContainerId id, PowerDomainId powerDomain) {
    this(id, powerDomain, List.of());
  }
}
