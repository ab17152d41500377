package io.wattpack.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.engine.Engine;
import io.wattpack.core.engine.StepInput;
import io.wattpack.core.event.Input;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.sim.WorldSimulation.StepRecord;
import io.wattpack.core.units.EpochMillis;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Recovered from its journal at any entry, the engine goes on as if it had never stopped. */
class RestartTest {
  private static final int WORLDS = 8;
  private static final int TURNS = 25;
  private static final long SEED = Long.getLong("wattpack.sim.seed", 40_260_101L);

  /**
   * After each recorded step of a world the engine is built anew from the entries so far, and takes
   * the rest.
   */
  @Property(tries = WORLDS, shrinking = ShrinkingMode.OFF)
  void shouldGiveTheSamePlansWhenRestartedAtAnyEntry(@ForAll("worlds") long world) {
    List<StepRecord> journal = journalOf(SEED + world);
    for (int cut = 0; cut <= journal.size(); cut++) {
      Restarted restarted = new Restarted(journal.subList(0, cut));
      for (int next = cut; next < journal.size(); next++) {
        StepRecord record = journal.get(next);
        Plan plan = restarted.step(record.input());
        assertThat(plan)
            .as("seed %d, restarted after step %d: plan of step %d", SEED + world, cut, next)
            .isEqualTo(record.plan());
        assertThat(restarted.engine.digest())
            .as("seed %d, restarted after step %d: state after step %d", SEED + world, cut, next)
            .isEqualTo(record.digest());
      }
    }
  }

  /** Inputs of several steps that decided nothing may come in one step after a restart. */
  @Property(tries = WORLDS, shrinking = ShrinkingMode.OFF)
  void shouldReachTheSameStateWhenTheWholeJournalIsReplayed(@ForAll("worlds") long world) {
    List<StepRecord> journal = journalOf(SEED + world);
    Restarted restarted = new Restarted(journal);
    EpochMillis end = journal.getLast().input().now();

    Plan plan = restarted.step(new StepInput(end, List.of()));

    assertThat(plan.bundles()).as("seed %d", SEED + world).isEmpty();
    assertThat(restarted.engine.digest())
        .as("seed %d", SEED + world)
        .isEqualTo(journal.getLast().digest());
  }

  private static List<StepRecord> journalOf(long seed) {
    WorldSimulation simulation = new WorldSimulation(seed, SimulationOptions.DEFAULT);
    simulation.run(TURNS);
    return simulation.journal();
  }

  /** An engine built from a journal: inputs, and the plans that decided something. */
  private static final class Restarted {
    private final Engine engine = Engine.create();
    private final List<Input> untold = new ArrayList<>();

    Restarted(List<StepRecord> journal) {
      for (StepRecord record : journal) {
        untold.addAll(record.input().inputs());
        if (!record.plan().isEmpty()) {
          engine.recover(untold, record.plan());
          untold.clear();
        }
      }
    }

    /** What no recorded plan has seen comes first. */
    Plan step(StepInput input) {
      untold.addAll(input.inputs());
      StepInput all = new StepInput(input.now(), untold);
      untold.clear();
      return engine.step(all).plan();
    }
  }

  @Provide
  Arbitrary<Long> worlds() {
    return Arbitraries.longs().between(0, WORLDS - 1);
  }
}
