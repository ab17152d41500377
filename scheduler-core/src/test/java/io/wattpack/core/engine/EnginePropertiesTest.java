package io.wattpack.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.Input;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.sim.SimulationOptions;
import io.wattpack.core.sim.WorldSimulation;
import io.wattpack.core.sim.WorldSimulation.StepRecord;
import io.wattpack.core.state.State;
import io.wattpack.core.units.EpochMillis;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What holds in any world, tried on journals of made-up ones. */
class EnginePropertiesTest {
  private static final int WORLDS = 8;
  private static final int TURNS = 50;
  private static final long SEED = Long.getLong("wattpack.sim.seed", 60_260_101L);

  @Property(tries = WORLDS, shrinking = ShrinkingMode.OFF)
  void shouldMakeTheSamePlansWithAndWithoutMemory(@ForAll("worlds") long world) {
    Engine forgetful = Engine.withoutMemory();
    for (StepRecord record : journalOf(world)) {
      StepResult result = forgetful.step(record.input());
      assertThat(result.plan()).as("seed %d", SEED + world).isEqualTo(record.plan());
      assertThat(forgetful.digest()).as("seed %d", SEED + world).isEqualTo(record.digest());
    }
  }

  @Property(tries = WORLDS, shrinking = ShrinkingMode.OFF)
  void shouldMakeTheSamePlansOnTwoEngines(@ForAll("worlds") long world) {
    Engine engine = Engine.create();
    for (StepRecord record : journalOf(world)) {
      assertThat(engine.step(record.input()).plan())
          .as("seed %d", SEED + world)
          .isEqualTo(record.plan());
    }
  }

  @Property(tries = WORLDS, shrinking = ShrinkingMode.OFF)
  void shouldRecoverToTheStateThatLived(@ForAll("worlds") long world) {
    Engine recovered = Engine.create();
    List<Input> untold = new ArrayList<>();
    for (StepRecord record : journalOf(world)) {
      untold.addAll(record.input().inputs());
      if (!record.plan().isEmpty()) {
        recovered.recover(untold, record.plan());
        untold.clear();
        assertThat(recovered.digest()).as("seed %d", SEED + world).isEqualTo(record.digest());
      }
    }
  }

  @Property(tries = WORLDS, shrinking = ShrinkingMode.OFF)
  void shouldBeAsBeforeAfterARollback(@ForAll("worlds") long world) {
    eachStep(
        world,
        (engine, record) -> {
          long before = engine.digest();
          State state = engine.state();
          int mark = state.checkpoint();
          record.input().inputs().forEach(state::apply);
          state.moveTo(record.plan().at().value());
          applyAll(state, record.plan());
          state.rollback(mark);
          assertThat(engine.digest()).as("seed %d", SEED + world).isEqualTo(before);
        });
  }

  private static void applyAll(State state, Plan plan) {
    plan.bundles().forEach(bundle -> bundle.decisions().forEach(state::apply));
    plan.poolOrders().forEach(state::apply);
    plan.waiting().forEach(state::apply);
    plan.breaches().forEach(state::apply);
    state.record();
  }

  @Property(tries = WORLDS, shrinking = ShrinkingMode.OFF)
  void shouldNotFeelWhatHappensToAFork(@ForAll("worlds") long world) {
    eachStep(
        world,
        (engine, record) -> {
          long before = engine.digest();
          Engine fork = engine.fork();
          fork.step(record.input());
          assertThat(fork.digest()).as("seed %d", SEED + world).isEqualTo(record.digest());
          assertThat(engine.digest()).as("seed %d", SEED + world).isEqualTo(before);
        });
  }

  /** Applying the fleet again counts every book from nothing. */
  @Property(tries = WORLDS, shrinking = ShrinkingMode.OFF)
  void shouldKeepItsBooksAsACountFromNothingWould(@ForAll("worlds") long world) {
    eachStep(
        world,
        (engine, record) -> {
          assertThat(booksOf(countedAnew(engine, record.input().now())))
              .as("seed %d", SEED + world)
              .isEqualTo(booksOf(engine.state()));
        });
  }

  /** By the same fleet again; during a drain, of which that could be the end, by an image. */
  private static State countedAnew(Engine engine, EpochMillis now) {
    if (engine.state().topology().retained().drain() != null) {
      return Engine.restore(engine.image()).state();
    }
    State counted = engine.fork().state();
    FleetApplied again = new FleetApplied(counted.topology().fleet(), ManagedBy.FILE);
    counted.apply(new Input(Long.MAX_VALUE, now, again));
    return counted;
  }

  private static List<Long> booksOf(State state) {
    List<Long> books = new ArrayList<>();
    for (int domain = 0; domain < state.topology().domainCount(); domain++) {
      books.add(state.ledger().ceiling(domain));
      books.add(state.ledger().pendingFall(domain));
      books.add(state.ledger().yieldable(domain));
      for (int model = 0; model < state.topology().gpuModelCount(); model++) {
        books.add((long) state.devices().wholeFree(domain, model));
        books.add((long) state.devices().partFree(domain, model));
      }
    }
    for (int pool = 0; pool < state.topology().poolCount(); pool++) {
      books.add((long) state.pools().running(pool));
      books.add((long) state.pools().ready(pool));
      books.add((long) state.pools().pausedCount(pool));
      books.add(state.pools().tokensLeft(pool));
      books.add(state.pools().chunksLeft(pool));
      for (int site = 0; site < state.topology().siteCount(); site++) {
        books.add((long) state.pools().replicasAtSite(pool, site));
      }
    }
    return books;
  }

  private interface Check {
    void look(Engine engine, StepRecord record);
  }

  /** Plays a journal; before each of its steps there is something to look at. */
  private static void eachStep(long world, Check check) {
    Engine engine = Engine.create();
    for (StepRecord record : journalOf(world)) {
      check.look(engine, record);
      engine.step(record.input());
    }
  }

  private static List<StepRecord> journalOf(long world) {
    WorldSimulation simulation = new WorldSimulation(SEED + world, SimulationOptions.DEFAULT);
    simulation.run(TURNS);
    return simulation.journal();
  }

  @Provide
  Arbitrary<Long> worlds() {
    return Arbitraries.longs().between(0, WORLDS - 1);
  }
}
