package io.wattpack.api.loop;

import io.wattpack.core.event.Event;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.event.LimitChanged;
import io.wattpack.core.event.MinerLimitChanged;
import io.wattpack.core.model.BatchWork;
import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.MinerActuator;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.MinerLimit;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.SiteKind;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.model.Tenant;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Watts;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sites that are all alike, each with one interconnect of 10 kW named as the site, one node of four
 * GPUs and one miner group of 2 kW; one model with a pool of at most two replicas of one GPU each.
 */
final class SmallWorld {
  static final ModelId MODEL = new ModelId("minilm");
  static final PoolId POOL = new PoolId(MODEL, ServiceTier.STANDARD);
  static final long START_MILLIS = 1_000;
  static final long LOAD_MILLIS = 4_000;
  static final long STOP_MILLIS = 500;

  private static final TenantId TENANT = new TenantId("acme");
  private static final GpuModelId L4 = new GpuModelId("l4");

  private SmallWorld() {}

  static Event applied(String... sites) {
    return new FleetApplied(fleet(sites), ManagedBy.FILE);
  }

  static Fleet fleet(String... sites) {
    return new Fleet(
        each(
            sites,
            id ->
                new Site(
                    new SiteId(id), id, SiteKind.VIRTUAL, "X", "US-TX", START_MILLIS, STOP_MILLIS)),
        each(sites, SmallWorld::interconnect),
        each(sites, id -> new GpuContainer(new GpuContainerId(id + "-box"), domain(id))),
        each(sites, SmallWorld::node),
        List.of(
            new GpuModel(
                L4,
                new Mebibytes(24_000),
                Watts.of(50),
                Watts.of(300),
                Watts.of(100),
                FigureSource.ASSUMED)),
        each(sites, SmallWorld::miners),
        List.of(
            new ModelProfile(
                MODEL,
                L4,
                1,
                GpuShare.WHOLE,
                new Mebibytes(8_000),
                1_000,
                20,
                LOAD_MILLIS,
                FigureSource.ASSUMED)),
        List.of(new PoolSpec(POOL, 0, 2)),
        List.of(new Tenant(TENANT, "Acme", null, 1)));
  }

  static PowerDomainId domain(String site) {
    return new PowerDomainId(site);
  }

  private static PowerDomain interconnect(String site) {
    return new PowerDomain(
        domain(site),
        new SiteId(site),
        null,
        PowerDomainKind.INTERCONNECT,
        Watts.of(10_000),
        1_000,
        Watts.ZERO,
        Watts.of(100),
        FigureSource.ASSUMED);
  }

  private static Node node(String site) {
    return new Node(
        new NodeId(site + "-node"),
        new GpuContainerId(site + "-box"),
        domain(site),
        L4,
        4,
        Watts.of(400),
        0,
        FigureSource.ASSUMED);
  }

  private static MinerGroup miners(String site) {
    return new MinerGroup(
        new MinerGroupId(site + "-asics"),
        domain(site),
        Watts.of(2_000),
        17_500,
        MinerActuator.VIRTUAL,
        2_000,
        3_000,
        60_000,
        FigureSource.ASSUMED);
  }

  private static <T> List<T> each(String[] sites, Function<String, T> make) {
    return Arrays.stream(sites).map(make).toList();
  }

  /** A batch of 100 lines in ten chunks, due in an hour. */
  static Event batch(String id, InstantSource clock) {
    EpochMillis now = new EpochMillis(clock.millis());
    return new JobSubmitted(
        new Job(
            new JobId(id),
            TENANT,
            ServiceTier.STANDARD,
            new BatchWork(MODEL, 100, 1_000_000, 10, now.plusMillis(3_600_000), List.of()),
            now));
  }

  static Event task(String id, long runMillis, InstantSource clock) {
    return new JobSubmitted(
        new Job(
            new JobId(id),
            TENANT,
            ServiceTier.STANDARD,
            new TaskWork(1, GpuShare.WHOLE, new Mebibytes(1_000), List.of(), runMillis),
            new EpochMillis(clock.millis())));
  }

  static Event limit(String site, long watts) {
    return new LimitChanged(domain(site), Watts.of(watts), null);
  }

  static Event limit(String site, long watts, EpochMillis until) {
    return new LimitChanged(domain(site), Watts.of(watts), until);
  }

  static Event minersLimited(String site, int steps) {
    return new MinerLimitChanged(new MinerGroupId(site + "-asics"), new MinerLimit(steps, null));
  }

  static Event limitTaken(String site) {
    return new LimitChanged(domain(site), none(), null);
  }

  private static @Nullable Watts none() {
    return null;
  }
}
