package io.wattpack.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.engine.Engine;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.Refusal;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.plan.image.EngineImage;
import io.wattpack.core.plan.image.ReplicaImage;
import io.wattpack.core.sim.SimulationOptions;
import io.wattpack.core.sim.WorldSimulation;
import io.wattpack.core.sim.WorldSimulation.StepRecord;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** A checker filled from an image judges as the one that saw everything happen. */
class BookRestoreTest {
  private static final int WORLDS = 10;
  private static final int TURNS = 40;
  private static final long SEED = Long.getLong("wattpack.sim.seed", 70_260_101L);

  @Property(tries = WORLDS, shrinking = ShrinkingMode.OFF)
  void shouldJudgeAsTheCheckerThatSawItAllHappen(@ForAll("worlds") long world) {
    Engine engine = Engine.create();
    PlanChecker lived = new PlanChecker();
    List<StepRecord> journal = journalOf(SEED + world);
    for (int step = 0; step < journal.size(); step++) {
      StepRecord record = journal.get(step);
      engine.step(record.input());
      observe(lived, record);
      EngineImage image = engine.image();
      PlanChecker restored = PlanChecker.restored(image);

      String when = "seed %d, after step %d".formatted(SEED + world, step);
      assertThat(Recount.booked(restored)).as(when).isEqualTo(Recount.booked(lived));
      assertThat(restored.books().jobs())
          .as(when)
          .containsExactlyInAnyOrderElementsOf(lived.books().jobs());
      for (Bundle bundle : bundles(journal, step, image)) {
        assertThat(restored.judge(bundle, record.plan().at()))
            .as("%s: %s", when, bundle)
            .isEqualTo(lived.judge(bundle, record.plan().at()));
      }
    }
  }

  @Property(tries = WORLDS, shrinking = ShrinkingMode.OFF)
  void shouldRefuseToBookAGpuTwiceAfterARestore(@ForAll("worlds") long world) {
    Engine engine = Engine.create();
    for (StepRecord record : journalOf(SEED + world)) {
      engine.step(record.input());
      EngineImage image = engine.image();
      PlanChecker restored = PlanChecker.restored(image);
      for (Bundle again : startedAgain(image)) {
        assertThat(restored.judge(again, record.plan().at()).isSound())
            .as("seed %d: %s", SEED + world, again)
            .isFalse();
      }
    }
  }

  private static void observe(PlanChecker checker, StepRecord record) {
    List<Long> refused = record.plan().refusals().stream().map(Refusal::input).toList();
    record.input().inputs().stream()
        .filter(input -> !refused.contains(input.seq()))
        .forEach(checker::observe);
    record.plan().bundles().forEach(bundle -> checker.accept(bundle, record.plan().at()));
  }

  /** What was decided, what will be, and what must not be. */
  private static List<Bundle> bundles(List<StepRecord> journal, int step, EngineImage image) {
    List<Bundle> bundles = new ArrayList<>(journal.get(step).plan().bundles());
    if (step + 1 < journal.size()) {
      Plan next = journal.get(step + 1).plan();
      bundles.addAll(next.bundles());
    }
    bundles.addAll(startedAgain(image));
    return bundles;
  }

  /** Starts on whole GPUs that are taken. */
  private static List<Bundle> startedAgain(EngineImage image) {
    return image.replicas().stream()
        .map(ReplicaImage::start)
        .filter(start -> !start.devices().isEmpty())
        .filter(start -> start.devices().getFirst().share().isWhole())
        .map(start -> Bundle.of(another(start, image.lastReplica() + 1)))
        .toList();
  }

  private static Decision another(ReplicaStart start, long number) {
    return new ReplicaStart(
        new ReplicaId(number),
        start.owner(),
        start.tier(),
        start.devices(),
        start.hosts(),
        start.loadMillis(),
        start.runMillis(),
        start.reason());
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
