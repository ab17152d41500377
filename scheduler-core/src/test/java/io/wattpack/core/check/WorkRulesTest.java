package io.wattpack.core.check;

import static io.wattpack.core.check.CheckedWorld.TASK;
import static io.wattpack.core.check.GangFleet.BIG;
import static io.wattpack.core.check.GangFleet.CUT;
import static io.wattpack.core.check.GangFleet.host;
import static io.wattpack.core.check.GangFleet.needs;
import static io.wattpack.core.check.GangFleet.node;
import static io.wattpack.core.check.GangFleet.profile;
import static io.wattpack.core.check.GangFleet.slice;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.engine.Engine;
import io.wattpack.core.engine.StepInput;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.Input;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.model.Taint;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.Refusal;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which tasks and fleets the books take note of at all. */
class WorkRulesTest {
  private static final NodeNeeds NONE = NodeNeeds.NONE;
  private static final long LARGEST = 1_000_000_000L;

  @ParameterizedTest(name = "{index}")
  @MethodSource("possible")
  void shouldKnowATaskWhoseFiguresArePossible(TaskWork work) {
    assertThat(GangFleet.world().submitted("task", work).checker.books().job(TASK)).isNotNull();
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("possible")
  void shouldKnowTheTasksThatTheEngineTakes(TaskWork work) {
    assertThat(refusals(GangFleet.fleet(), work)).isEmpty();
  }

  static List<TaskWork> possible() {
    return List.of(
        task(0, 1000, NONE, 1),
        task(0, 1000, NONE, 7),
        task(1, 10, NONE, 1),
        task(8, 1000, NONE, 100),
        task(1, 1000, slice("1g.5gb"), 1),
        task(0, 1000, needs(LARGEST, LARGEST), 1),
        task(limit(SpreadLevel.NODE, 1), limit(SpreadLevel.SITE, 9)),
        tolerating(64));
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("impossible")
  void shouldPassOverATaskWhoseFiguresAreImpossible(TaskWork work) {
    assertThat(GangFleet.world().submitted("task", work).checker.books().job(TASK)).isNull();
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("impossible")
  void shouldPassOverTheTasksThatTheEngineRefuses(TaskWork work) {
    assertThat(refusals(GangFleet.fleet(), work)).containsExactly(2L);
  }

  static List<TaskWork> impossible() {
    return List.of(
        task(-1, 1000, NONE, 1),
        task(2, 500, NONE, 1),
        task(1, 1000, NONE, 0),
        task(1, 500, NONE, 2),
        task(1, 1000, slice("1g.5gb"), 2),
        task(0, 1000, slice("1g.5gb"), 1),
        task(2, 1000, slice("1g.5gb"), 1),
        task(0, 1000, needs(-1, 0), 1),
        task(0, 1000, needs(LARGEST + 1, 0), 1),
        task(0, 1000, needs(0, LARGEST + 1), 1),
        task(limit(SpreadLevel.NODE, 0)),
        task(limit(SpreadLevel.NODE, 1), limit(SpreadLevel.NODE, 2)),
        tolerating(65));
  }

  private static SpreadLimit limit(SpreadLevel level, int most) {
    return new SpreadLimit(level, most);
  }

  private static TaskWork task(int gpus, int milli, NodeNeeds needs, int members) {
    return task(gpus, milli, needs, members, PlacementRules.NONE);
  }

  private static TaskWork task(SpreadLimit... limits) {
    return task(1, 1000, NONE, 1, new PlacementRules(List.of(limits), List.of()));
  }

  private static TaskWork tolerating(int keys) {
    return task(1, 1000, NONE, 1, new PlacementRules(List.of(), Collections.nCopies(keys, "k")));
  }

  private static TaskWork task(
      int gpus, int milli, NodeNeeds needs, int members, PlacementRules rules) {
    return new TaskWork(
        gpus, new GpuShare(milli), Mebibytes.ZERO, List.of(), 0, needs, members, rules, true);
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("brokenFleets")
  void shouldKeepTheOldFleetWhenTheNewOneDoesNotHoldTogether(Fleet broken) {
    CheckedWorld world = GangFleet.world();

    world.happens(new FleetApplied(broken, ManagedBy.FILE));

    assertThat(world.checker.books().hardware().fleet.fleet).isEqualTo(GangFleet.fleet());
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("brokenFleets")
  void shouldPassOverTheFleetsThatTheEngineRefuses(Fleet broken) {
    assertThat(refusals(broken, task(0, 1000, NONE, 1))).contains(1L);
  }

  /** The numbers of those inputs that an engine refuses: 1 the fleet, 2 the task. */
  private static List<Long> refusals(Fleet fleet, TaskWork work) {
    EpochMillis now = new EpochMillis(1000);
    Job job = new Job(TASK, new TenantId("acme"), ServiceTier.FLEX, work, now);
    List<Input> inputs =
        List.of(
            new Input(1, now, new FleetApplied(fleet, ManagedBy.FILE)),
            new Input(2, now, new JobSubmitted(job)));
    Plan plan = Engine.create().step(new StepInput(now, inputs)).plan();
    return plan.refusals().stream().map(Refusal::input).toList();
  }

  static List<Fleet> brokenFleets() {
    return List.of(
        with(node("n", "b1", "k1", BIG, 4, host(-1, 0), 1)),
        with(node("n", "b1", "k1", BIG, 4, host(LARGEST + 1, 0), 1)),
        with(node("n", "b1", "k1", BIG, 4, host(0, LARGEST + 1), 1)),
        with(node("n", "b1", "k1", BIG, 4, host(0, 0), 0)),
        with(node("n", "b1", "k1", BIG, 4, host(0, 0), 5)),
        with(node("n", "b1", "k1", BIG, 4, host(0, 0), 1, new Taint("t", 4))),
        with(node("n", "b1", "k1", BIG, 4, host(0, 0), 1, new Taint("t", -2))),
        with(node("n", "b1", "k1", BIG, 4, host(0, 0), 1, taints(59))),
        with(profile("m", BIG, 1, slice("1g.5gb"), 1)),
        with(profile("m", CUT, 2, slice("1g.5gb"), 1)),
        with(profile("m", CUT, 1, slice("1g.5gb"), 2)),
        with(profile("m", CUT, 1, NONE, 0)),
        with(profile("m", CUT, 1, needs(-1, 0), 1)),
        with(limit(SpreadLevel.RACK, 0)),
        with(limit(SpreadLevel.RACK, 1), limit(SpreadLevel.RACK, 1)));
  }

  /** With the four of the fleet one more than a fleet may have. */
  private static Taint[] taints(int count) {
    return IntStream.range(0, count).mapToObj(key -> Taint.ofNode("t" + key)).toArray(Taint[]::new);
  }

  private static Fleet with(Node node) {
    List<Node> nodes = new ArrayList<>(GangFleet.fleet().nodes());
    nodes.add(node);
    return with(nodes, GangFleet.fleet().modelProfiles(), GangFleet.fleet().pools());
  }

  private static Fleet with(ModelProfile profile) {
    List<ModelProfile> profiles = new ArrayList<>(GangFleet.fleet().modelProfiles());
    profiles.add(profile);
    return with(GangFleet.fleet().nodes(), profiles, GangFleet.fleet().pools());
  }

  private static Fleet with(SpreadLimit... limits) {
    PlacementRules rules = new PlacementRules(List.of(limits), List.of());
    return with(
        GangFleet.fleet().nodes(),
        GangFleet.fleet().modelProfiles(),
        List.of(new PoolSpec(GangFleet.CHAT, 0, 1, rules)));
  }

  private static Fleet with(List<Node> nodes, List<ModelProfile> profiles, List<PoolSpec> pools) {
    Fleet fleet = GangFleet.fleet();
    return new Fleet(
        fleet.sites(),
        fleet.powerDomains(),
        fleet.gpuContainers(),
        nodes,
        fleet.gpuModels(),
        fleet.minerGroups(),
        profiles,
        pools,
        fleet.tenants());
  }
}
