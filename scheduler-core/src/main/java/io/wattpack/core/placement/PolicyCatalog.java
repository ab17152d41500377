package io.wattpack.core.placement;

import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.model.PolicyName;
import io.wattpack.core.model.WasteSettings;
import io.wattpack.core.model.WasteTable;
import io.wattpack.core.policy.DomainFilter;
import io.wattpack.core.policy.DomainScorer;
import io.wattpack.core.policy.FleetScorer;
import io.wattpack.core.policy.NodeFilter;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.baseline.Baselines;
import io.wattpack.core.policy.filter.BreachFilter;
import io.wattpack.core.policy.filter.CpuFilter;
import io.wattpack.core.policy.filter.FreeGpuFilter;
import io.wattpack.core.policy.filter.GpuModelFilter;
import io.wattpack.core.policy.filter.HostMemoryFilter;
import io.wattpack.core.policy.filter.LinkedGpuFilter;
import io.wattpack.core.policy.filter.OpenFilter;
import io.wattpack.core.policy.filter.PowerHeadroomFilter;
import io.wattpack.core.policy.filter.SliceFilter;
import io.wattpack.core.policy.filter.TaintFilter;
import io.wattpack.core.policy.score.EmptiestScorer;
import io.wattpack.core.policy.score.FirstFitScorer;
import io.wattpack.core.policy.score.SiteSpreadScorer;
import io.wattpack.core.policy.score.TerminalWasteScorer;
import io.wattpack.core.policy.score.ZoneSpreadScorer;
import io.wattpack.core.state.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The filters in the order in which they are asked, and every policy by its name. */
public final class PolicyCatalog {
  public static final List<DomainFilter> DOMAIN_FILTERS =
      List.of(new BreachFilter(), new PowerHeadroomFilter());

  /** What a booking takes moves a node from a later of these to an earlier, never back. */
  public static final List<NodeFilter> NODE_FILTERS =
      List.of(
          new GpuModelFilter(),
          new FreeGpuFilter(),
          new LinkedGpuFilter(),
          new SliceFilter(),
          new HostMemoryFilter(),
          new CpuFilter(),
          new TaintFilter(),
          new OpenFilter());

  /** Compared before any score of a node, and only for pools: a task is one replica. */
  public static final List<DomainScorer> DOMAIN_SCORERS =
      List.of(new SiteSpreadScorer(), new ZoneSpreadScorer());

  private PolicyCatalog() {}

  /** What the policy decides by on that fleet. */
  static Profile profileOf(PlacementPolicy policy, Topology topology) {
    return switch (policy.name()) {
      case WATTPACK, WATTPACK_POWER -> learned(policy, topology);
      case WATTPACK_SPREAD -> Profile.of(policy.name(), new EmptiestScorer());
      case FIRST_FIT,
          BEST_FIT,
          DOT_PRODUCT,
          GPU_PACKING,
          GPU_CLUSTERING,
          RANDOM,
          FGD,
          PWR,
          PWR_FGD ->
          published(policy, topology);
    };
  }

  private static Profile published(PlacementPolicy policy, Topology topology) {
    List<GpuModelId> models = new ArrayList<>();
    for (int model = 0; model < topology.gpuModelCount(); model++) {
      models.add(topology.gpuModel(model).id());
    }
    FleetScorer together = Baselines.fleetScorer(policy, models);
    if (together != null) {
      return Profile.ofFleet(policy.name(), together);
    }
    NodeScorer alone = Objects.requireNonNull(Baselines.nodeScorer(policy, models));
    Profile profile = Profile.of(policy.name(), alone);
    return policy.name() == PolicyName.GPU_CLUSTERING ? profile.withKinds() : profile;
  }

  /** First-fit until something was learned; power weighs as the table was learned with it. */
  private static Profile learned(PlacementPolicy policy, Topology topology) {
    WasteTable table = policy.table();
    if (table == null) {
      return Profile.of(policy.name(), new FirstFitScorer());
    }
    int[] rows = new int[topology.gpuModelCount()];
    for (int model = 0; model < rows.length; model++) {
      rows[model] = table.row(topology.gpuModel(model).id().value());
    }
    WasteSettings settings = table.settings();
    NodeScorer early = new TerminalWasteScorer(table, rows, settings.early());
    NodeScorer late = new TerminalWasteScorer(table, rows, settings.late());
    return settings.early().equals(settings.late())
        ? Profile.of(policy.name(), late)
        : Profile.of(policy.name(), early, settings.switchPermille(), late);
  }
}
