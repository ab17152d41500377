package io.wattpack.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.Input;
import io.wattpack.core.event.PolicyApplied;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.model.PolicyName;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.sim.SimulationOptions;
import io.wattpack.core.sim.WorldSimulation;
import io.wattpack.core.sim.WorldSimulation.StepRecord;
import io.wattpack.core.state.State;
import io.wattpack.core.state.TaskClassKey;
import io.wattpack.core.units.EpochMillis;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/**
 * The search that remembers and passes over subtrees finds what a look at every node finds, on the
 * larger fleets of whole worlds. Gangs and spread limits are left to {@link PlacementOracleTest}.
 */
class SearchOracleTest {
  private static final int WORLDS = 8;
  private static final int TURNS = 40;
  private static final long SEED = Long.getLong("wattpack.sim.seed", 70_260_101L);
  private static final SimulationOptions LARGE = new SimulationOptions(3, 4, 6, 0, 0, 0, true);
  private static final List<PolicyName> POLICIES =
      List.of(PolicyName.FIRST_FIT, PolicyName.WATTPACK_SPREAD);

  @Property(tries = WORLDS, shrinking = ShrinkingMode.OFF)
  void shouldFindTheBestOfAllNodes(@ForAll("worlds") long world) {
    WorldSimulation simulation = new WorldSimulation(SEED + world, LARGE);
    simulation.run(TURNS);
    PolicyName policy = POLICIES.get((int) (world % POLICIES.size()));
    State state = new State();
    Placer placer = new Placer(state);
    state.apply(new Input(1, EpochMillis.ZERO, new PolicyApplied(PlacementPolicy.of(policy))));
    for (StepRecord record : simulation.journal()) {
      record.input().inputs().forEach(state::apply);
      state.moveTo(record.plan().at().value());
      for (Bundle bundle : record.plan().bundles()) {
        bundle.decisions().forEach(decision -> lookAndApply(state, placer, decision, world));
      }
      state.record();
    }
  }

  private static void lookAndApply(State state, Placer placer, Decision decision, long world) {
    if (decision instanceof ReplicaStart start) {
      Ask ask = askOf(state, placer, start);
      if (ask.members() > 1 || !ask.spread().isEmpty()) {
        state.apply(decision);
        return;
      }
      Answer found = placer.find(ask, Headrooms.FREE, null);
      Answer best = new Oracle(state, ask).find();
      assertThat(found).as("seed %d", SEED + world).isEqualTo(best);
    }
    state.apply(decision);
  }

  private static Ask askOf(State state, Placer placer, ReplicaStart start) {
    return switch (start.owner()) {
      case PoolId pool -> placer.askOfPool(state.topology().poolOf(pool));
      case JobId job -> placer.askOfTask(classOf(state, job));
    };
  }

  private static TaskClassKey classOf(State state, JobId id) {
    int slot = state.jobs().slotOf(id);
    TaskWork task = state.jobs().task(slot);
    assertThat(task).isNotNull();
    return TaskClassKey.of(state.jobs().job(slot), task);
  }

  /** Looks at every node and option, without any shortcut. */
  private static final class Oracle {
    private final State state;
    private final Ask ask;
    private final NodeScorer scorer;
    private long @Nullable [] bestCosts;
    private @Nullable Answer best;

    Oracle(State state, Ask ask) {
      this.state = state;
      this.ask = ask;
      scorer = PolicyCatalog.profileOf(state.policy(), state.topology()).nodeScorer(state);
    }

    Answer find() {
      for (int node = 0; node < state.topology().nodeCount(); node++) {
        for (Ask.Option option : ask.options()) {
          look(node, option);
        }
      }
      assertThat(best).as("a place for %s", ask.options()).isNotNull();
      return best;
    }

    private void look(int node, Ask.Option option) {
      NodeCursor view = new NodeCursor(state).at(node);
      boolean admitted =
          PolicyCatalog.NODE_FILTERS.stream()
              .allMatch(filter -> filter.admits(view, option.shape()));
      Fit fit = new Fit();
      if (!admitted || !choose(node, view, option.shape(), fit)) {
        return;
      }
      long[] costs = costs(node, fit);
      if (bestCosts == null || Arrays.compare(costs, bestCosts) < 0) {
        bestCosts = costs;
        Booking.Draft draft = new Booking.Draft();
        new Booking(state.topology(), view)
            .add(draft, node, option.shape(), scorer, fit.riseWatts());
        best = draft.placed(option.loadMillis());
      }
    }

    private boolean choose(int node, NodeCursor view, Shape shape, Fit fit) {
      fit.choose(view, shape, scorer);
      return isPowered(node, fit.riseWatts())
          || (!shape.isWhole() && fit.choose(view, shape, scorer, 0) && isPowered(node, 0));
    }

    private long[] costs(int node, Fit fit) {
      int domain = state.topology().domainOfNode(node);
      int pool = ask.pool();
      long atSite =
          pool < 0 ? 0 : state.pools().replicasAtSite(pool, state.topology().siteOf(domain));
      long inZone =
          pool < 0 ? 0 : state.pools().replicasInZone(pool, state.topology().zoneOf(domain));
      return new long[] {atSite, inZone, -fit.score(), node};
    }

    private boolean isPowered(int node, long rise) {
      int box = state.topology().gpuContainerOfNode(node);
      long asked = rise;
      for (int above = state.topology().domainOfNode(node);
          above >= 0;
          above = state.topology().parent(above)) {
        asked += above == state.cooling().feed(box) ? state.cooling().rise(box, rise) : 0;
        if (state.ledger().headroom(above) < Math.max(0, asked)) {
          return false;
        }
      }
      return true;
    }
  }

  @Provide
  Arbitrary<Long> worlds() {
    return Arbitraries.longs().between(0, WORLDS - 1);
  }
}
