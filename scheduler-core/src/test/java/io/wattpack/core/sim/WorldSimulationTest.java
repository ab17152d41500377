package io.wattpack.core.sim;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * Made-up worlds keep the promises of the design after every step.
 *
 * <p>{@code -Dwattpack.sim.steps=N} takes about N steps instead of the usual few thousand; {@code
 * -Dwattpack.sim.seed=S} starts at another seed than the usual one, each world at the next.
 */
class WorldSimulationTest {
  private static final int WORLDS = 40;
  private static final int TURNS = 120;
  private static final long STEPS = Long.getLong("wattpack.sim.steps", WORLDS * TURNS);
  private static final long SEED = Long.getLong("wattpack.sim.seed", 20_260_101L);

  private static final SimulationOptions CALM = new SimulationOptions(3, 2, 3, 0, 0, 0, false);
  private static final SimulationOptions ONE_BOX =
      new SimulationOptions(1, 1, 1, 30, 100, 80, true);
  private static final SimulationOptions WHOLE_GPUS =
      new SimulationOptions(2, 2, 3, 30, 100, 80, true, true);
  private static final List<SimulationOptions> KINDS =
      List.of(SimulationOptions.DEFAULT, CALM, WHOLE_GPUS, ONE_BOX);

  @Property(tries = WORLDS, shrinking = ShrinkingMode.OFF, seed = "1")
  void shouldKeepItsPromisesInAnyWorld(@ForAll("worlds") long world) {
    // A long run is more worlds, not longer ones: a world settles after a while.
    for (long more = 0; more < Math.max(1, STEPS / (WORLDS * TURNS)); more++) {
      run(SEED + world + more * WORLDS);
    }
  }

  private static void run(long seed) {
    WorldSimulation simulation =
        new WorldSimulation(seed, KINDS.get(Math.floorMod(seed, KINDS.size())));
    try {
      simulation.run(TURNS);
    } catch (RuntimeException failure) {
      throw new AssertionError(
          """
          After %d steps of seed %d: %s
          Maybe look closer with: mvn test -pl scheduler-core -Dtest=WorldSimulationTest \
          -Dwattpack.sim.seed=%d -Dwattpack.sim.steps=1"""
              .formatted(simulation.journal().size(), seed, failure.getMessage(), seed),
          failure);
    }
  }

  @Provide
  Arbitrary<Long> worlds() {
    return Arbitraries.longs().between(0, WORLDS - 1);
  }
}
