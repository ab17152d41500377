package io.wattpack.core.check;

import static io.wattpack.core.check.CheckedWorld.ASIC;
import static io.wattpack.core.check.CheckedWorld.BIG;
import static io.wattpack.core.check.CheckedWorld.GRID;
import static io.wattpack.core.check.CheckedWorld.LEFT;
import static io.wattpack.core.check.CheckedWorld.N1;
import static io.wattpack.core.check.CheckedWorld.POOL;
import static io.wattpack.core.check.CheckedWorld.REASON;
import static io.wattpack.core.check.CheckedWorld.RIGHT;
import static io.wattpack.core.check.CheckedWorld.batch;
import static io.wattpack.core.check.CheckedWorld.big;
import static io.wattpack.core.check.CheckedWorld.device;
import static io.wattpack.core.check.CheckedWorld.domain;
import static io.wattpack.core.check.CheckedWorld.node;
import static io.wattpack.core.check.CheckedWorld.off;
import static io.wattpack.core.check.CheckedWorld.on;
import static io.wattpack.core.check.CheckedWorld.small;
import static io.wattpack.core.check.CheckedWorld.stop;
import static io.wattpack.core.check.CheckedWorld.task;
import static io.wattpack.core.check.CheckedWorld.work;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.MinerStopped;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.plan.PoolSized;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A fleet that takes away what is in use comes into force once that is gone. */
class FleetDrainTest {
  private final CheckedWorld world = new CheckedWorld();
  private final Fleet fleet = CheckedWorld.fleet();

  @Test
  void shouldStartNothingOnANodeThatTheFleetGivesUp() {
    world.carriedOut(big(1, 0));

    apply(withNodes(fleet.nodes().subList(1, 2)));

    assertThat(world.judge(big(2, 1)).finding())
        .isEqualTo("Replica r-2 is placed on node n1, which the fleet gives up.");
    assertThat(world.judge(small(2, 0), stop(1)).isSound()).isTrue();
  }

  @Test
  void shouldPutTheWantedFleetInForceWhenTheLastReplicaInItsWayIsGone() {
    world.carriedOut(big(1, 0), big(2, 1), small(3, 0));
    apply(withNodes(fleet.nodes().subList(1, 2)));
    world.carriedOut(stop(1), stop(2)).gone(1, StopCause.REQUESTED);
    assertThat(world.ceiling(LEFT)).isEqualTo(420 + 495);

    world.gone(2, StopCause.REQUESTED);

    assertThat(world.ceiling(LEFT)).isZero();
    assertThat(world.ceiling(RIGHT)).isEqualTo(820 + 90);
    assertThat(inForce()).isEqualTo(withNodes(fleet.nodes().subList(1, 2)));
  }

  @Test
  void shouldComeBackToTheDrainWhenItsEndIsRolledBack() {
    world.carriedOut(big(1, 0));
    apply(withNodes(fleet.nodes().subList(1, 2)));
    world.checker.checkpoint();
    world.gone(1, StopCause.FAILED);
    assertThat(world.ceiling(LEFT)).isZero();

    world.checker.rollback();

    assertThat(world.ceiling(LEFT)).isEqualTo(915);
    assertThat(world.gone(1, StopCause.FAILED).ceiling(LEFT)).isZero();
  }

  @Test
  void shouldEndADrainInAForkByItself() {
    world.carriedOut(big(1, 0));
    apply(withNodes(fleet.nodes().subList(1, 2)));

    CheckedWorld fork = world.fork().gone(1, StopCause.FAILED);

    assertThat(fork.ceiling(LEFT)).isZero();
    assertThat(world.ceiling(LEFT)).isEqualTo(915);
  }

  @Test
  void shouldTakeTheNodeBackWhenTheFleetWantsItAgain() {
    world.carriedOut(big(1, 0));
    apply(withNodes(fleet.nodes().subList(1, 2)));

    apply(fleet);

    assertThat(world.judge(big(2, 1)).isSound()).isTrue();
    assertThat(inForce()).isEqualTo(fleet);
  }

  @Test
  void shouldStartNothingForAPoolThatTheFleetGivesUp() {
    world.carriedOut(big(1, 0));

    apply(with(fleet.powerDomains(), fleet.nodes(), fleet.minerGroups(), List.of()));

    assertThat(world.judge(big(2, 1)).finding())
        .isEqualTo("Replica r-2 starts for pool chat/standard, which the fleet gives up.");
    assertThat(world.judge(new PoolSized(POOL, 0, REASON)).isSound()).isTrue();
    world.submitted("late", batch());
    assertThat(world.checker.books().job(new JobId("late"))).isNull();
    world.gone(1, StopCause.FAILED);
    assertThat(inForce().pools()).isEmpty();
  }

  @Test
  void shouldSwitchNoMinerOnThatTheFleetGivesUp() {
    world.carriedOut(on(ASIC), big(1, 0));
    List<MinerGroup> fixedOnly = fleet.minerGroups().subList(1, 2);
    apply(with(fleet.powerDomains(), fleet.nodes().subList(1, 2), fixedOnly, fleet.pools()));
    world.carriedOut(off(ASIC)).happens(new MinerStopped(ASIC, 0, 2)).after(60_000);

    assertThat(world.judge(on(ASIC, 3, 3)).finding())
        .isEqualTo("Miner group asic is to be switched on, but the fleet gives it up.");
    assertThat(world.gone(1, StopCause.FAILED).ceiling(LEFT)).isZero();
  }

  @Test
  void shouldPutTheWantedFleetInForceWhenTheLastMinerInItsWayIsOff() {
    world.carriedOut(on(ASIC));
    List<MinerGroup> fixedOnly = fleet.minerGroups().subList(1, 2);
    apply(with(fleet.powerDomains(), fleet.nodes(), fixedOnly, fleet.pools()));
    assertThat(world.ceiling(LEFT)).isEqualTo(1920);

    world.carriedOut(off(ASIC)).happens(new MinerStopped(ASIC, 0, 2));

    assertThat(world.ceiling(LEFT)).isEqualTo(420);
    assertThat(inForce().minerGroups()).isEqualTo(fixedOnly);
  }

  @Test
  void shouldFeedWhatStaysAsBeforeAndLetTheRestComeAtOnce() {
    world.carriedOut(big(1, 0));
    // The feeder of n1 moves below another; a new node comes under the one that stays.
    PowerDomainId other = new PowerDomainId("other");
    List<PowerDomain> domains =
        List.of(
            domain("grid", null, PowerDomainKind.INTERCONNECT, 9_000, 1000, 0, 0),
            domain("other", GRID, PowerDomainKind.TRANSFORMER, 9_000, 1000, 0, 0),
            domain("left", other, PowerDomainKind.FEEDER, 5_000, 1000, 0, 0),
            domain("right", GRID, PowerDomainKind.FEEDER, 3_000, 1000, 0, 0));
    List<Node> nodes =
        List.of(
            node("n1", "box1", LEFT, BIG, 4, 200, 100),
            node("n2", "box2", RIGHT, CheckedWorld.SMALL, 2, 100, 0),
            node("n3", "box2", RIGHT, BIG, 1, 100, 0));
    apply(with(domains, nodes, fleet.minerGroups(), fleet.pools()));

    // n1 is fed as before, but the grid is the wanted one, without a base.
    assertThat(world.ceiling(LEFT)).isEqualTo(420 + 495);
    assertThat(world.ceiling(RIGHT)).isEqualTo(820 + 150);
    assertThat(world.ceiling(GRID)).isEqualTo(915 + 970);
    assertThat(world.ceiling(other)).isZero();

    world.gone(1, StopCause.FAILED);
    assertThat(world.ceiling(other)).isEqualTo(420);
  }

  @Test
  void shouldLeaveOutUntilTheEndWhatFindsNoPlaceBesideWhatStays() {
    world.carriedOut(big(1, 0));
    // Box 1 moves to the other feeder, with a new node; n1 keeps it where it was.
    Fleet moved =
        new Fleet(
            fleet.sites(),
            fleet.powerDomains(),
            List.of(
                new GpuContainer(new GpuContainerId("box1"), RIGHT),
                new GpuContainer(new GpuContainerId("box2"), RIGHT)),
            List.of(node("n4", "box1", RIGHT, BIG, 1, 100, 0)),
            fleet.gpuModels(),
            fleet.minerGroups(),
            fleet.modelProfiles(),
            fleet.pools(),
            fleet.tenants());
    apply(moved);
    assertThat(inForce().nodes()).extracting(node -> node.id().value()).containsExactly("n1");

    world.gone(1, StopCause.FAILED);
    assertThat(inForce()).isEqualTo(moved);
  }

  @Test
  void shouldCountATaskOnANodeThatTheFleetGivesUp() {
    world.submitted("task", work(1, 1000, 100)).carriedOut(task(1, device(N1, 2, 1000, 100)));
    apply(withNodes(fleet.nodes().subList(1, 2)));
    assertThat(world.ceiling(LEFT)).isEqualTo(915);

    world.carriedOut(stop(1)).gone(1, StopCause.REQUESTED);

    assertThat(world.ceiling(LEFT)).isZero();
  }

  @Test
  void shouldKeepTheFleetWhenAnUnfinishedJobNeedsItsPool() {
    world.submitted("batch", batch());

    apply(with(fleet.powerDomains(), fleet.nodes(), fleet.minerGroups(), List.of()));

    assertThat(inForce()).isEqualTo(fleet);
  }

  @Test
  void shouldCarryADrainOverIntoAnotherFleet() {
    world.carriedOut(big(1, 0));
    apply(withNodes(fleet.nodes().subList(1, 2)));

    apply(withNodes(List.of()));
    assertThat(world.ceiling(RIGHT)).isEqualTo(700);
    assertThat(world.ceiling(LEFT)).isEqualTo(915);

    world.gone(1, StopCause.FAILED);
    assertThat(inForce()).isEqualTo(withNodes(List.of()));
  }

  private Fleet inForce() {
    return world.checker.books().hardware().fleet.fleet;
  }

  private Fleet withNodes(List<Node> nodes) {
    return with(fleet.powerDomains(), nodes, fleet.minerGroups(), fleet.pools());
  }

  private Fleet with(
      List<PowerDomain> domains, List<Node> nodes, List<MinerGroup> miners, List<PoolSpec> pools) {
    return new Fleet(
        fleet.sites(),
        domains,
        fleet.gpuContainers(),
        nodes,
        fleet.gpuModels(),
        miners,
        fleet.modelProfiles(),
        pools,
        fleet.tenants());
  }

  private void apply(Fleet next) {
    world.happens(new FleetApplied(next, ManagedBy.FILE));
  }
}
