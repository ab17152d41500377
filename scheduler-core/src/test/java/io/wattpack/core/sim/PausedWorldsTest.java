package io.wattpack.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.ReplicaPause;
import io.wattpack.core.plan.ReplicaResume;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The promises about pauses mean something only where there are pauses. */
class PausedWorldsTest {
  private static final long SEED = 20_270_201L;
  private static final int WORLDS = 16;
  private static final SimulationOptions WHOLE_GPUS =
      new SimulationOptions(2, 2, 3, 30, 100, 80, true, true);
  private static final int TURNS = 120;

  private static List<Decision> decisions(long seed) {
    WorldSimulation simulation = new WorldSimulation(seed, WHOLE_GPUS);
    simulation.run(TURNS);
    return simulation.journal().stream()
        .flatMap(record -> record.plan().bundles().stream())
        .map(Bundle::decisions)
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void shouldPauseAndResumeInMadeUpWorlds() {
    long pauses = 0;
    long resumes = 0;
    for (long world = 0; world < WORLDS; world++) {
      for (Decision decision : decisions(SEED + world)) {
        pauses += decision instanceof ReplicaPause ? 1 : 0;
        resumes += decision instanceof ReplicaResume ? 1 : 0;
      }
    }
    System.out.printf("%d pauses, %d resumes from seed %d on%n", pauses, resumes, SEED);
    assertThat(pauses).isGreaterThanOrEqualTo(WORLDS / 4);
    assertThat(resumes).isPositive();
  }
}
