package io.wattpack.api.config;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.Tenant;
import java.util.ArrayList;
import java.util.List;

/**
 * A fleet as read, before its parts are checked against each other: every thing with the section it
 * came from.
 */
final class FleetDraft {
  final List<Placed<Site>> sites = new ArrayList<>();
  final List<Placed<PowerDomain>> powerDomains = new ArrayList<>();
  final List<Placed<GpuContainer>> gpuContainers = new ArrayList<>();
  final List<Placed<Node>> nodes = new ArrayList<>();
  final List<Placed<GpuModel>> gpuModels = new ArrayList<>();
  final List<Placed<MinerGroup>> minerGroups = new ArrayList<>();
  final List<Placed<ModelProfile>> modelProfiles = new ArrayList<>();
  final List<Placed<PoolSpec>> pools = new ArrayList<>();
  final List<Placed<Tenant>> tenants = new ArrayList<>();

  /** A thing and where it was written. The nodes of one group share their section. */
  record Placed<T>(T thing, Section section) {}

  Fleet fleet() {
    return new Fleet(
        things(sites),
        things(powerDomains),
        things(gpuContainers),
        things(nodes),
        things(gpuModels),
        things(minerGroups),
        things(modelProfiles),
        things(pools),
        things(tenants));
  }

  private static <T> List<T> things(List<Placed<T>> placed) {
    return placed.stream().map(Placed::thing).toList();
  }
}
