package io.wattpack.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.engine.Engine;
import io.wattpack.core.engine.StepResult;
import io.wattpack.core.sim.WorldSimulation.StepRecord;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** An engine made from an image goes on as the one that the image was taken of. */
class ImageTest {
  private static final int WORLDS = 12;
  private static final int TURNS = 30;
  private static final int STEPS_AFTER = 12;
  private static final long SEED = Long.getLong("wattpack.sim.seed", 60_260_101L);

  @Property(tries = WORLDS, shrinking = ShrinkingMode.OFF)
  void shouldGiveTheSamePlansWhenRestoredAfterAnyStep(@ForAll("worlds") long world) {
    List<StepRecord> journal = journalOf(SEED + world);
    Engine lived = Engine.create();
    for (int step = 0; step < journal.size(); step++) {
      lived.step(journal.get(step).input());
      Engine restored = Engine.restore(lived.image());
      assertThat(restored.digest())
          .as("seed %d, restored after step %d", SEED + world, step)
          .isEqualTo(journal.get(step).digest());
      goOn(restored, journal, step + 1, SEED + world);
    }
  }

  private static void goOn(Engine restored, List<StepRecord> journal, int from, long seed) {
    for (int next = from; next < Math.min(from + STEPS_AFTER, journal.size()); next++) {
      StepRecord record = journal.get(next);
      StepResult result = restored.step(record.input());
      assertThat(result.plan())
          .as("seed %d, restored before step %d: plan of step %d", seed, from, next)
          .isEqualTo(record.plan());
      assertThat(result.unsound()).as("seed %d, step %d", seed, next).isEmpty();
      assertThat(restored.digest())
          .as("seed %d, restored before step %d: state after step %d", seed, from, next)
          .isEqualTo(record.digest());
    }
  }

  @Property(tries = WORLDS, shrinking = ShrinkingMode.OFF)
  void shouldGiveTheSameImageWhenTakenOfTheRestored(@ForAll("worlds") long world) {
    Engine lived = Engine.create();
    for (StepRecord record : journalOf(SEED + world)) {
      lived.step(record.input());
      assertThat(Engine.restore(lived.image()).image())
          .as("seed %d", SEED + world)
          .isEqualTo(lived.image());
    }
  }

  @Test
  void shouldRestoreAnEngineThatHasSeenNothing() {
    Engine empty = Engine.create();

    assertThat(Engine.restore(empty.image()).digest()).isEqualTo(empty.digest());
  }

  private static List<StepRecord> journalOf(long seed) {
    WorldSimulation simulation = new WorldSimulation(seed, SimulationOptions.DEFAULT);
    simulation.run(TURNS);
    return simulation.journal();
  }

  @Provide
  Arbitrary<Long> worlds() {
    return Arbitraries.longs().between(0, WORLDS - 1);
  }
}
