package io.wattpack.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.model.JobId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.sim.SimulationOptions;
import io.wattpack.core.sim.WorldSimulation;
import io.wattpack.core.sim.WorldSimulation.StepRecord;
import io.wattpack.core.state.State;
import io.wattpack.core.state.TaskClassKey;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/** The search that passes over subtrees finds what a look at every single node finds. */
class SearchOracleTest {
  private static final int WORLDS = 8;
  private static final int TURNS = 40;
  private static final long SEED = Long.getLong("wattpack.sim.seed", 70_260_101L);
  private static final SimulationOptions LARGE = new SimulationOptions(3, 4, 6, 0, 0, 0, true);

  @Property(tries = WORLDS, shrinking = ShrinkingMode.OFF)
  void shouldFindTheBestOfAllNodes(@ForAll("worlds") long world) {
    WorldSimulation simulation = new WorldSimulation(SEED + world, LARGE);
    simulation.run(TURNS);
    State state = new State();
    for (StepRecord record : simulation.journal()) {
      record.input().inputs().forEach(state::apply);
      state.moveTo(record.plan().at().value());
      for (Bundle bundle : record.plan().bundles()) {
        bundle.decisions().forEach(decision -> lookAndApply(state, decision, world));
      }
      state.record();
    }
  }

  private static void lookAndApply(State state, Decision decision, long world) {
    if (decision instanceof ReplicaStart start) {
      Answer found = new Placer(state).find(requestOf(state, start), Headrooms.FREE, null);
      Answer best = new Oracle(state, requestOf(state, start)).find();
      assertThat(found).as("seed %d", SEED + world).isEqualTo(best);
    }
    state.apply(decision);
  }

  private static Request requestOf(State state, ReplicaStart start) {
    return switch (start.owner()) {
      case PoolId pool -> new Requests(state).ofPool(state.topology().poolOf(pool));
      case JobId job -> new Requests(state).ofTask(classOf(state, start, job));
    };
  }

  private static TaskClassKey classOf(State state, ReplicaStart start, JobId job) {
    TaskWork task = state.jobs().task(state.jobs().slotOf(job));
    return new TaskClassKey(
        start.tier(),
        task.gpuCount(),
        task.share().milli(),
        task.memory().value(),
        task.gpuModels());
  }

  /** Looks at every node and option, without any shortcut. */
  private static final class Oracle {
    private final State state;
    private final Request request;
    private long @Nullable [] bestCosts;
    private @Nullable Answer best;

    Oracle(State state, Request request) {
      this.state = state;
      this.request = request;
    }

    Answer find() {
      for (int node = 0; node < state.topology().nodeCount(); node++) {
        for (Request.Option option : request.options()) {
          look(node, option);
        }
      }
      assertThat(best).as("a place for %s", request).isNotNull();
      return best;
    }

    private void look(int node, Request.Option option) {
      NodeCursor view = new NodeCursor(state).at(node);
      boolean admitted =
          PolicyCatalog.NODE_FILTERS.stream()
              .allMatch(filter -> filter.check(view, option.shape()).isFit());
      if (!admitted) {
        return;
      }
      Fit fit = new Fit();
      fit.choose(view, option.shape());
      long[] costs = costs(node, fit);
      boolean isBetter = bestCosts == null || Arrays.compare(costs, bestCosts) < 0;
      if (isBetter && isPowered(state.topology().domainOfNode(node), fit.riseWatts())) {
        bestCosts = costs;
        best = new Answer.Placed(devices(node, view, fit, option.shape()), option.loadMillis());
      }
    }

    private long[] costs(int node, Fit fit) {
      int domain = state.topology().domainOfNode(node);
      int pool = request.pool();
      long atSite =
          pool < 0 ? 0 : state.pools().replicasAtSite(pool, state.topology().siteOf(domain));
      long inZone =
          pool < 0 ? 0 : state.pools().replicasInZone(pool, state.topology().zoneOf(domain));
      return new long[] {
        atSite, inZone, fit.milliLeft(), fit.gpusFreeLeft(), fit.riseWatts(), node
      };
    }

    private boolean isPowered(int domain, long rise) {
      for (int above = domain; above >= 0; above = state.topology().parent(above)) {
        if (state.ledger().headroom(above) < rise) {
          return false;
        }
      }
      return true;
    }

    private List<DeviceBooking> devices(int node, NodeCursor view, Fit fit, Shape shape) {
      return Arrays.stream(fit.slots(view, shape))
          .mapToObj(
              slot ->
                  new DeviceBooking(
                      state.topology().node(node).id(),
                      slot,
                      new GpuShare(shape.shareMilli()),
                      new Mebibytes(shape.memory())))
          .toList();
    }
  }

  @Provide
  Arbitrary<Long> worlds() {
    return Arbitraries.longs().between(0, WORLDS - 1);
  }
}
