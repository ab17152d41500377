package io.wattpack.api.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.journal.EntryKind;
import io.wattpack.api.journal.JournalEntry;
import io.wattpack.core.engine.Engine;
import io.wattpack.core.engine.StepInput;
import io.wattpack.core.event.Input;
import io.wattpack.core.event.PolicyApplied;
import io.wattpack.core.learn.FleetSketch;
import io.wattpack.core.learn.WorkShape;
import io.wattpack.core.learn.WorkloadMix;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.model.PolicyName;
import io.wattpack.core.model.WasteTable;
import io.wattpack.core.plan.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The learner beside the shipped loop, on virtual time. */
class BackgroundLearnerTest {
  @TempDir private Path folder;
  private LearnerRig rig;

  @BeforeEach
  void start() {
    rig = new LearnerRig(folder).start();
    rig.submit(SomeWork.fleet());
  }

  @AfterEach
  void close() {
    assertThat(rig.heard.failure).isNull();
    rig.close();
  }

  @Test
  void shouldApplyATableWhenEnoughWorkHasCome() {
    rig.arrive(59, SomeWork.ODD_SHARES);
    assertThat(rig.heard.played).isZero();

    rig.arrive(1, SomeWork.ODD_SHARES);

    assertThat(rig.heard.learned).isEqualTo(1);
    assertThat(rig.heard.applied).isEqualTo(1);
    assertThat(rig.policy().name()).isEqualTo(PolicyName.WATTPACK);
    assertThat(rig.policy().table()).isNotNull();
    assertThat(rig.applied()).containsExactly(rig.policy());
  }

  @Test
  void shouldLearnAgainAtTheNextCountAndNotBetween() {
    rig.arrive(119, SomeWork.WHOLE);
    assertThat(rig.heard.learned).isEqualTo(1);

    rig.arrive(1, SomeWork.WHOLE);
    assertThat(rig.heard.learned).isEqualTo(2);

    rig.arrive(100, SomeWork.WHOLE);
    assertThat(rig.heard.learned).isEqualTo(2);
    assertThat(rig.heard.drift).isZero();
  }

  @Test
  void shouldKeepTheTableInForceWhenNoneIsBetter() {
    WasteTable inForce = table(SomeWork.WHOLE);
    rig.submit(new PolicyApplied(PlacementPolicy.learned(PolicyName.WATTPACK, inForce)));

    rig.arrive(60, SomeWork.WHOLE);

    assertThat(rig.heard.learned).isEqualTo(1);
    assertThat(rig.heard.applied).isZero();
    assertThat(rig.policy().table()).isEqualTo(inForce);
  }

  @Test
  void shouldReplaceATableThatIsWorse() {
    WasteTable wrong = spoilt(table(SomeWork.ODD_SHARES));
    rig.submit(new PolicyApplied(PlacementPolicy.learned(PolicyName.WATTPACK, wrong)));

    rig.arrive(60, SomeWork.ODD_SHARES);

    assertThat(rig.heard.applied).isEqualTo(1);
    assertThat(rig.policy().table()).isNotEqualTo(wrong);
  }

  @Test
  void shouldLearnAgainWhenTheMixDrifts() {
    rig.arrive(120, SomeWork.WHOLE);
    assertThat(rig.heard.learned).isEqualTo(2);

    rig.arrive(100, SomeWork.ODD_SHARES);

    assertThat(rig.heard.drift).isGreaterThan(LearnerRig.OPTIONS.driftPermille());
    assertThat(rig.heard.learned).isGreaterThan(2);
  }

  @Test
  void shouldBeginAgainWhenTheHardwareChangesMeanwhile() {
    rig.withGamesOf(Duration.ofMillis(20)).arrive(60, SomeWork.ODD_SHARES);
    assertThat(rig.heard.played).isPositive();
    assertThat(rig.heard.learned).isZero();

    rig.submit(SomeWork.fleet(9));
    rig.time.advance(Duration.ofSeconds(1));
    assertThat(rig.heard.abandoned).isEqualTo(1);

    rig.time.advance(Duration.ofMinutes(1));
    assertThat(rig.heard.learned).isEqualTo(1);
    assertThat(rig.heard.applied).isEqualTo(1);
  }

  @Test
  void shouldLearnAgainWhenTheHardwareHasChanged() {
    rig.arrive(60, SomeWork.ODD_SHARES);
    rig.submit(SomeWork.fleet(9));
    rig.time.runDue();

    assertThat(rig.heard.learned).isEqualTo(2);
  }

  @Test
  void shouldUseNoMoreThanItsShareOfACore() {
    rig.withGamesOf(Duration.ofMillis(20)).arrive(60, SomeWork.ODD_SHARES);
    int before = rig.heard.played;

    rig.time.advance(Duration.ofSeconds(1));

    // After the 20 ms of each game, in which virtual time stands still, it rests for 60 ms.
    assertThat(rig.heard.played - before).isBetween(16, 17);
  }

  @Test
  void shouldLeaveAPolicyAloneThatDoesNotLearn() {
    rig.submit(new PolicyApplied(PlacementPolicy.of(PolicyName.BEST_FIT)));
    rig.arrive(130, SomeWork.ODD_SHARES);
    assertThat(rig.heard.played).isZero();

    rig.submit(new PolicyApplied(PlacementPolicy.of(PolicyName.WATTPACK_POWER)));
    rig.time.runDue();
    assertThat(rig.policy().name()).isEqualTo(PolicyName.WATTPACK_POWER);
    assertThat(rig.policy().table()).isNotNull();
  }

  @Test
  void shouldApplyNothingWhenThePolicyChangesMeanwhile() {
    rig.withGamesOf(Duration.ofMillis(20)).arrive(60, SomeWork.ODD_SHARES);

    rig.submit(new PolicyApplied(PlacementPolicy.of(PolicyName.FIRST_FIT)));
    rig.time.advance(Duration.ofMinutes(2));

    assertThat(rig.heard.abandoned).isEqualTo(1);
    assertThat(rig.heard.learned).isZero();
    assertThat(rig.policy().name()).isEqualTo(PolicyName.FIRST_FIT);
  }

  @Test
  void shouldHandInAgainWhatWasNotAccepted() {
    rig.refuse(true);
    rig.arrive(60, SomeWork.ODD_SHARES);
    assertThat(rig.heard.learned).isEqualTo(1);
    assertThat(rig.policy().table()).isNull();

    rig.refuse(false);
    rig.time.advance(Duration.ofMinutes(1));

    assertThat(rig.heard.learned).isEqualTo(1);
    assertThat(rig.policy().table()).isNotNull();
  }

  @Test
  void shouldPlayNothingMoreOnceClosed() {
    rig.withGamesOf(Duration.ofMillis(20)).arrive(60, SomeWork.ODD_SHARES);
    int played = rig.heard.played;

    rig.learner.close();
    rig.time.advance(Duration.ofMinutes(2));

    assertThat(rig.heard.played).isEqualTo(played);
    assertThat(rig.applied()).isEmpty();
  }

  @Test
  void shouldGoOnFromTheTableInForceWhenStartedAgain() {
    rig.arrive(60, SomeWork.ODD_SHARES);
    PlacementPolicy before = rig.policy();

    rig.startAgain();
    assertThat(rig.policy()).isEqualTo(before);
    assertThat(rig.heard.learned).isEqualTo(1);

    rig.arrive(60, SomeWork.ODD_SHARES);
    assertThat(rig.heard.learned).isEqualTo(2);
  }

  @Test
  void shouldCountWhatCameBeforeTheStart() {
    rig.arrive(59, SomeWork.ODD_SHARES);

    rig.startAgain();
    assertThat(rig.heard.learned).isZero();
    rig.arrive(1, SomeWork.ODD_SHARES);

    assertThat(rig.heard.learned).isEqualTo(1);
  }

  @Test
  void shouldGiveTheSamePlansWhenTheJournalIsDecidedAgain() {
    rig.arrive(70, SomeWork.ODD_SHARES);
    rig.startAgain();
    rig.arrive(70, SomeWork.ODD_SHARES);
    assertThat(rig.applied()).isNotEmpty();

    Engine engine = Engine.create();
    List<Input> unseen = new ArrayList<>();
    int plans = 0;
    for (JournalEntry entry : rig.entries()) {
      if (entry.kind() == EntryKind.INPUT) {
        unseen.add(entry.input());
      } else if (entry.kind() == EntryKind.PLAN) {
        Plan recorded = entry.plan();
        List<Input> seen =
            unseen.stream().filter(input -> input.seq() <= recorded.lastInput()).toList();
        unseen.removeAll(seen);
        assertThat(engine.step(new StepInput(recorded.at(), seen)).plan()).isEqualTo(recorded);
        plans++;
      }
    }
    assertThat(plans).isGreaterThan(100);
    assertThat(engine.status().placement().policy()).isEqualTo(rig.policy());
  }

  private static WasteTable table(SomeWork work) {
    List<WorkShape> shapes = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      shapes.addAll(ArrivalShapes.of(work.task(i), SomeWork.fleetOf(8)));
    }
    FleetSketch sketch = FleetSketch.of(SomeWork.fleetOf(8));
    return TableLearning.run(
            PolicyName.WATTPACK,
            sketch,
            WorkloadMix.of(shapes).withMultiGpu(sketch, WorkloadMix.MULTI_GPU_PERMILLE),
            3,
            TableLearning.Progress.NONE)
        .learned()
        .table();
  }

  /** What is worth most to keep counts least, and the other way round. */
  private static WasteTable spoilt(WasteTable table) {
    int[] values = table.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] == 0 ? 0 : 4_000 - Math.min(4_000, values[i]);
    }
    return new WasteTable(table.gpuModels(), table.settings(), table.rents(), values);
  }
}
