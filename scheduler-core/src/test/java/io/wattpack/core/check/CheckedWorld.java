package io.wattpack.core.check;

import io.wattpack.core.event.Event;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.Input;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.event.LimitChanged;
import io.wattpack.core.event.ReplicaStopped;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.BatchWork;
import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.JobWork;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.MinerActuator;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.SiteKind;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.model.Tenant;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.MinerOn;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Watts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One site with a checker on it.
 *
 * <pre>
 * grid  10000 W x 800/1000, reserve 500, base 100     cap 7500
 *  +- left   6000 W x 1000/1000                       cap 6000
 *  |   +- n1: 4 x big   (1000 MiB, 50 to 500 W), base 200, overhead 100/1000: idle 55, rise 495
 *  |   +- asic: 1500 W switchable, 60 s off at least
 *  +- right  3000 W x 1000/1000                       cap 3000
 *      +- n2: 2 x small (500 MiB, 10 to 100 W), base 100, no overhead: idle 10, rise 90
 *      +- fixed: 700 W without an actuator
 * ceilings with nothing running: left 420, right 820, grid 1340
 * chat/standard (1 to 3 replicas): 1 whole big with 800 MiB, or half a small with 200 MiB
 * </pre>
 */
final class CheckedWorld {
  static final NodeId N1 = new NodeId("n1");
  static final NodeId N2 = new NodeId("n2");
  static final PowerDomainId GRID = new PowerDomainId("grid");
  static final PowerDomainId LEFT = new PowerDomainId("left");
  static final PowerDomainId RIGHT = new PowerDomainId("right");
  static final MinerGroupId ASIC = new MinerGroupId("asic");
  static final MinerGroupId FIXED = new MinerGroupId("fixed");
  static final GpuModelId BIG = new GpuModelId("big");
  static final GpuModelId SMALL = new GpuModelId("small");
  static final ModelId CHAT = new ModelId("chat");
  static final PoolId POOL = new PoolId(CHAT, ServiceTier.STANDARD);
  static final JobId TASK = new JobId("task");
  static final Reason REASON = Reason.of(ReasonCode.BACKLOG);
  private static final SiteId SITE = new SiteId("site");

  final PlanChecker checker;
  private long seq;
  private EpochMillis now;

  CheckedWorld() {
    this(new PlanChecker(), 0, new EpochMillis(1_000_000));
    happens(new FleetApplied(fleet(), ManagedBy.FILE));
  }

  private CheckedWorld(PlanChecker checker, long seq, EpochMillis now) {
    this.checker = checker;
    this.seq = seq;
    this.now = now;
  }

  CheckedWorld fork() {
    return new CheckedWorld(checker.fork(), seq, now);
  }

  CheckedWorld happens(Event event) {
    seq++;
    checker.observe(new Input(seq, now, event));
    return this;
  }

  CheckedWorld after(long millis) {
    now = now.plusMillis(millis);
    return this;
  }

  EpochMillis now() {
    return now;
  }

  CheckedWorld limit(PowerDomainId domain, long watts) {
    return happens(new LimitChanged(domain, new Watts(watts), null));
  }

  CheckedWorld limit(PowerDomainId domain, long watts, EpochMillis until) {
    return happens(new LimitChanged(domain, new Watts(watts), until));
  }

  CheckedWorld submitted(String id, JobWork work) {
    return happens(
        new JobSubmitted(
            new Job(new JobId(id), new TenantId("acme"), ServiceTier.FLEX, work, now)));
  }

  CheckedWorld carriedOut(Decision... decisions) {
    checker.accept(Bundle.of(decisions), now);
    return this;
  }

  CheckedWorld gone(long replica, StopCause cause) {
    return happens(new ReplicaStopped(new ReplicaId(replica), cause));
  }

  CheckResult judge(Decision... decisions) {
    return checker.judge(Bundle.of(decisions), now);
  }

  long ceiling(PowerDomainId id) {
    HardwareBooks hardware = checker.books().hardware();
    return hardware.power.ceiling(hardware.fleet.domainOf(id));
  }

  static Decision big(long replica, int slot) {
    return start(replica, POOL, ServiceTier.STANDARD, 0, device(N1, slot, 1000, 800));
  }

  static Decision small(long replica, int slot) {
    return start(replica, POOL, ServiceTier.STANDARD, 0, device(N2, slot, 500, 200));
  }

  static Decision task(long replica, DeviceBooking... devices) {
    return start(replica, TASK, ServiceTier.FLEX, 5000, devices);
  }

  static Decision start(
      long replica,
      ReplicaOwner owner,
      ServiceTier tier,
      long runMillis,
      DeviceBooking... devices) {
    return new ReplicaStart(
        new ReplicaId(replica), owner, tier, List.of(devices), List.of(), 1000, runMillis, REASON);
  }

  static Decision stop(long replica) {
    return new ReplicaStop(new ReplicaId(replica), REASON);
  }

  /** The first order: all three steps of a group on. */
  static Decision on(MinerGroupId id) {
    return on(id, 3, 1);
  }

  static Decision on(MinerGroupId id, int steps, long order) {
    return new MinerOn(id, steps, order, REASON);
  }

  /** The second order: all of a group off. */
  static Decision off(MinerGroupId id) {
    return off(id, 0, 2);
  }

  static Decision off(MinerGroupId id, int steps, long order) {
    return new MinerOff(id, steps, order, REASON);
  }

  static DeviceBooking device(NodeId node, int slot, int milli, long mebibytes) {
    return new DeviceBooking(node, slot, new GpuShare(milli), new Mebibytes(mebibytes));
  }

  /** Work for {@link #task}. */
  static TaskWork work(int gpus, int milli, long mebibytes, GpuModelId... accepted) {
    return new TaskWork(
        gpus, new GpuShare(milli), new Mebibytes(mebibytes), List.of(accepted), 5000);
  }

  static BatchWork batch() {
    return new BatchWork(CHAT, 10, 100, 1, new EpochMillis(2_000_000), List.of());
  }

  static Fleet fleet() {
    return new Fleet(
        List.of(new Site(SITE, "Site", SiteKind.VIRTUAL, "zone", "US-TX", 0, 0)),
        List.of(
            domain("grid", null, PowerDomainKind.INTERCONNECT, 10_000, 800, 500, 100),
            domain("left", GRID, PowerDomainKind.FEEDER, 6_000, 1000, 0, 0),
            domain("right", GRID, PowerDomainKind.FEEDER, 3_000, 1000, 0, 0)),
        List.of(
            new GpuContainer(new GpuContainerId("box1"), LEFT),
            new GpuContainer(new GpuContainerId("box2"), RIGHT)),
        List.of(
            node("n1", "box1", LEFT, BIG, 4, 200, 100),
            node("n2", "box2", RIGHT, SMALL, 2, 100, 0)),
        List.of(gpuModel(BIG, 1000, 50, 500), gpuModel(SMALL, 500, 10, 100)),
        List.of(
            miner(ASIC, LEFT, 1500, MinerActuator.VIRTUAL),
            miner(FIXED, RIGHT, 700, MinerActuator.NONE)),
        List.of(profile(BIG, 1000, 800), profile(SMALL, 500, 200)),
        List.of(new PoolSpec(POOL, 1, 3)),
        List.of(new Tenant(new TenantId("acme"), "Acme", null, 1)));
  }

  static PowerDomain domain(
      String id,
      @Nullable PowerDomainId parent,
      PowerDomainKind kind,
      long rating,
      int permille,
      long reserve,
      long base) {
    return new PowerDomain(
        new PowerDomainId(id),
        SITE,
        parent,
        kind,
        new Watts(rating),
        permille,
        new Watts(reserve),
        new Watts(base),
        FigureSource.ASSUMED);
  }

  static Node node(
      String id,
      String box,
      PowerDomainId domain,
      GpuModelId gpuModel,
      int gpus,
      long base,
      int overhead) {
    return new Node(
        new NodeId(id),
        new GpuContainerId(box),
        domain,
        gpuModel,
        gpus,
        new Watts(base),
        overhead,
        FigureSource.ASSUMED);
  }

  private static GpuModel gpuModel(GpuModelId id, long mebibytes, long idle, long peak) {
    return new GpuModel(
        id,
        new Mebibytes(mebibytes),
        new Watts(idle),
        new Watts(peak),
        new Watts(idle),
        FigureSource.ASSUMED);
  }

  private static MinerGroup miner(
      MinerGroupId id, PowerDomainId domain, long watts, MinerActuator actuator) {
    return new MinerGroup(
        id,
        domain,
        new Watts(watts),
        3,
        20_000,
        actuator,
        5_000,
        30_000,
        60_000,
        0,
        0,
        FigureSource.ASSUMED);
  }

  private static ModelProfile profile(GpuModelId gpuModel, int milli, long mebibytes) {
    return new ModelProfile(
        CHAT,
        gpuModel,
        1,
        new GpuShare(milli),
        new Mebibytes(mebibytes),
        100,
        500,
        1000,
        FigureSource.ASSUMED);
  }
}
