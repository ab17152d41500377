package io.wattpack.core.check;

import static io.wattpack.core.check.CheckedWorld.ASIC;
import static io.wattpack.core.check.CheckedWorld.BIG;
import static io.wattpack.core.check.CheckedWorld.GRID;
import static io.wattpack.core.check.CheckedWorld.LEFT;
import static io.wattpack.core.check.CheckedWorld.RIGHT;
import static io.wattpack.core.check.CheckedWorld.big;
import static io.wattpack.core.check.CheckedWorld.domain;
import static io.wattpack.core.check.CheckedWorld.node;
import static io.wattpack.core.check.CheckedWorld.off;
import static io.wattpack.core.check.CheckedWorld.on;
import static io.wattpack.core.check.CheckedWorld.small;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.MinerStopped;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the books do with another fleet: carried over by id, or passed over whole. */
class FleetChangeTest {
  private final CheckedWorld world = new CheckedWorld();

  @Test
  void shouldCarryBookingsAndLimitsOverWhenTheFleetGrows() {
    world.carriedOut(big(1, 0), on(ASIC)).limit(LEFT, 3000);
    Fleet fleet = CheckedWorld.fleet();
    List<Node> nodes = new ArrayList<>(fleet.nodes());
    nodes.addFirst(node("n0", "box1", LEFT, BIG, 4, 200, 100));

    applied(with(fleet, fleet.powerDomains(), nodes, fleet.minerGroups(), fleet.pools()));

    assertThat(world.ceiling(LEFT)).isEqualTo(420 + 495 + 1500 + 420);
    assertThat(world.judge(big(2, 1)).finding())
        .isEqualTo(
            "Replica r-2 raises power domain left by 495 W to 3330 W, above its cap of 3000 W.");
    assertThat(world.judge(off(ASIC)).isSound()).isTrue();
  }

  @Test
  void shouldKeepARemovedNodeUntilItIsEmpty() {
    world.carriedOut(big(1, 0));

    applied(withoutNode("n1"));

    assertThat(world.ceiling(LEFT)).isEqualTo(915);
    assertThat(world.judge(big(2, 1)).finding())
        .isEqualTo("Replica r-2 is placed on node n1, which the fleet gives up.");
    world.gone(1, StopCause.REQUESTED);
    assertThat(world.ceiling(LEFT)).isZero();
  }

  @Test
  void shouldTakeTheEndOfADrainBackWithARollback() {
    world.carriedOut(big(1, 0));
    applied(withoutNode("n1"));
    world.checker.checkpoint();
    world.gone(1, StopCause.REQUESTED);

    world.checker.rollback();

    assertThat(world.ceiling(LEFT)).isEqualTo(915);
    world.fork().gone(1, StopCause.REQUESTED);
    world.gone(1, StopCause.REQUESTED);
    assertThat(world.ceiling(LEFT)).isZero();
  }

  @Test
  void shouldTakeANodeOutWhenNothingRunsOnIt() {
    world.carriedOut(big(1, 0));

    applied(withoutNode("n2"));

    assertThat(world.ceiling(RIGHT)).isEqualTo(700);
    assertThat(world.judge(small(2, 0)).isSound()).isFalse();
  }

  @Test
  void shouldLeaveANodeAsItWasUntilItIsEmptyWhenItShrinks() {
    world.carriedOut(big(1, 3));
    Fleet fleet = CheckedWorld.fleet();

    applied(
        with(
            fleet,
            fleet.powerDomains(),
            List.of(node("n1", "box1", LEFT, BIG, 3, 200, 100)),
            fleet.minerGroups(),
            fleet.pools()));

    assertThat(world.ceiling(LEFT)).isEqualTo(915);
    assertThat(world.ceiling(RIGHT)).isEqualTo(700);
    world.gone(1, StopCause.REQUESTED);
    assertThat(world.ceiling(LEFT)).isEqualTo(200 + 3 * 55);
  }

  @Test
  void shouldKeepAPoolUntilItsReplicasAreGone() {
    world.carriedOut(big(1, 0));
    Fleet fleet = CheckedWorld.fleet();

    applied(with(fleet, fleet.powerDomains(), fleet.nodes(), fleet.minerGroups(), List.of()));

    assertThat(world.judge(big(2, 1)).finding())
        .isEqualTo("Replica r-2 starts for pool chat/standard, which the fleet gives up.");
    world.gone(1, StopCause.REQUESTED);
    assertThat(world.judge(big(2, 1)).finding())
        .isEqualTo("Replica r-2 starts for pool chat/standard, which the fleet does not have.");
  }

  @Test
  void shouldKeepARemovedMinerUntilItIsOff() {
    world.carriedOut(on(ASIC));
    Fleet fleet = CheckedWorld.fleet();
    List<MinerGroup> fixedOnly = fleet.minerGroups().subList(1, 2);

    applied(with(fleet, fleet.powerDomains(), fleet.nodes(), fixedOnly, fleet.pools()));

    assertThat(world.ceiling(LEFT)).isEqualTo(1920);
    world.carriedOut(off(ASIC)).happens(new MinerStopped(ASIC, 0, 2));
    assertThat(world.ceiling(LEFT)).isEqualTo(420);
    assertThat(world.judge(on(ASIC, 3, 3)).isSound()).isFalse();
  }

  @Test
  void shouldKeepTheOldFleetWhenItComesThroughAnotherDoor() {
    world.happens(new FleetApplied(Fleet.EMPTY, ManagedBy.API));

    assertThat(world.ceiling(LEFT)).isEqualTo(420);
  }

  @Test
  void shouldKeepTheOldFleetWhenTheTenantOfAJobIsRemoved() {
    world.submitted("task", CheckedWorld.work(1, 1000, 100));

    applied(Fleet.EMPTY);

    assertThat(world.ceiling(LEFT)).isEqualTo(420);
  }

  @Test
  void shouldTakeEverythingOutWhenNothingIsInUse() {
    applied(Fleet.EMPTY);

    assertThat(world.checker.books().hardware().fleet.domainCount()).isZero();
  }

  @Test
  void shouldComeBackWhenAFleetIsRolledBack() {
    world.carriedOut(big(1, 0));
    world.checker.checkpoint();
    applied(withoutNode("n2"));

    world.checker.rollback();

    assertThat(world.ceiling(RIGHT)).isEqualTo(820);
    assertThat(world.judge(small(2, 0)).isSound()).isTrue();
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("brokenFleets")
  void shouldKeepTheOldFleetWhenTheNewOneDoesNotHoldTogether(Fleet broken) {
    applied(broken);

    assertThat(world.checker.books().hardware().fleet.fleet).isEqualTo(CheckedWorld.fleet());
  }

  static List<Fleet> brokenFleets() {
    return List.of(
        withDomains(domains -> domains.add(domains.getFirst())),
        withDomains(domains -> domains.removeFirst()),
        withDomains(domains -> domains.removeLast()),
        withDomains(domains -> domains.add(feeder("loop", "loop"))),
        withDomains(domains -> domains.add(feeder("floating", null))),
        withDomains(domains -> domains.add(feeder("below-a-feeder", "left"))),
        withDomains(
            domains ->
                domains.set(1, domain("left", GRID, PowerDomainKind.FEEDER, 6000, 1001, 0, 0))),
        withDomains(
            domains ->
                domains.set(
                    1, domain("left", GRID, PowerDomainKind.FEEDER, Long.MAX_VALUE, 1000, 0, 0))),
        withNode(node("n3", "no-such-box", LEFT, BIG, 1, 1, 0)),
        withNode(node("n3", "box2", LEFT, BIG, 1, 1, 0)),
        withNode(node("n3", "box1", LEFT, BIG, 0, 1, 0)),
        withNode(node("n3", "box1", LEFT, BIG, 1, Long.MAX_VALUE, 0)),
        withNode(node("n1", "box1", LEFT, BIG, 1, 1, 0)));
  }

  private static PowerDomain feeder(String id, String parent) {
    return domain(
        id,
        parent == null ? null : new io.wattpack.core.model.PowerDomainId(parent),
        PowerDomainKind.FEEDER,
        100,
        1000,
        0,
        0);
  }

  private static Fleet withDomains(Consumer<List<PowerDomain>> edit) {
    Fleet fleet = CheckedWorld.fleet();
    List<PowerDomain> domains = new ArrayList<>(fleet.powerDomains());
    edit.accept(domains);
    return with(fleet, domains, fleet.nodes(), fleet.minerGroups(), fleet.pools());
  }

  private static Fleet withNode(Node node) {
    Fleet fleet = CheckedWorld.fleet();
    List<Node> nodes = new ArrayList<>(fleet.nodes());
    nodes.add(node);
    return with(fleet, fleet.powerDomains(), nodes, fleet.minerGroups(), fleet.pools());
  }

  private static Fleet withoutNode(String id) {
    Fleet fleet = CheckedWorld.fleet();
    List<Node> nodes = new ArrayList<>(fleet.nodes());
    nodes.removeIf(node -> node.id().value().equals(id));
    return with(fleet, fleet.powerDomains(), nodes, fleet.minerGroups(), fleet.pools());
  }

  private static Fleet with(
      Fleet fleet,
      List<PowerDomain> domains,
      List<Node> nodes,
      List<MinerGroup> miners,
      List<PoolSpec> pools) {
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

  private void applied(Fleet fleet) {
    world.happens(new FleetApplied(fleet, ManagedBy.FILE));
  }
}
