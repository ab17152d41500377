package io.wattpack.core.model;

import java.util.List;

/**
 * Everything an operator declares, in the order of the file. References between the lists are by id
 * and must resolve.
 */
public record Fleet(
    List<Site> sites,
    List<PowerDomain> powerDomains,
    List<GpuContainer> gpuContainers,
    List<Node> nodes,
    List<GpuModel> gpuModels,
    List<MinerGroup> minerGroups,
    List<ModelProfile> modelProfiles,
    List<PoolSpec> pools,
    List<Tenant> tenants) {
  public static final Fleet EMPTY =
      new Fleet(
          List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
          List.of());

  public Fleet {
    sites = List.copyOf(sites);
    powerDomains = List.copyOf(powerDomains);
    gpuContainers = List.copyOf(gpuContainers);
    nodes = List.copyOf(nodes);
    gpuModels = List.copyOf(gpuModels);
    minerGroups = List.copyOf(minerGroups);
    modelProfiles = List.copyOf(modelProfiles);
    pools = List.copyOf(pools);
    tenants = List.copyOf(tenants);
  }
}
