package io.wattpack.core.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steel box with GPU servers, hung under a power domain.
 *
 * @param taints keys that keep work away from everything in it unless it tolerates them
 * @param cooling what carries its heat away; null: nothing is charged for that, nor bounds it
 * @param recoveryWattsPerMinute how fast what its power domain can draw may rise; 0: as fast as it
 *     will
 */
public record GpuContainer(
    GpuContainerId id,
    PowerDomainId powerDomain,
    List<String> taints,
    @Nullable GpuContainerCooling cooling,
    long recoveryWattsPerMinute) {
  public GpuContainer {
    taints = List.copyOf(taints);
  }

  /** One that may rise as fast as it will. */
  public GpuContainer(
      GpuContainerId id,
      PowerDomainId powerDomain,
      List<String> taints,
      @Nullable GpuContainerCooling cooling) {
    this(id, powerDomain, taints, cooling, 0);
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
