package io.wattpack.core.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.model.WasteSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LearningTest {
  private static final FleetSketch FLEET = SmallFleet.sketch();
  private static final WorkloadMix MIX = SmallFleet.mix();
  private static final LearningPlan PLAN =
      new LearningPlan(17, 5, 2, 40, WasteSettings.PACKING, LearningGoal.PACKING);

  private static LearnedTable learn(LearningPlan plan) {
    Learning learning = Learning.of(FLEET, MIX, plan);
    while (learning.advance()) {
      assertThat(learning.gamesPlayed()).isLessThan(2 * learning.gamesPlanned());
    }
    return learning.result();
  }

  @Test
  void shouldLearnTheSameFromTheSameSeed() {
    LearnedTable learned = learn(PLAN);
    assertThat(learn(PLAN)).isEqualTo(learned);
    assertThat(learned.mixDigest()).isEqualTo(MIX.digest());
  }

  @Test
  void shouldLearnTheSameInWhicheverOrderTheTrialsAreRun() {
    Learning learning = Learning.of(FLEET, MIX, PLAN);
    for (List<Trial> batch = learning.nextBatch(); !batch.isEmpty(); batch = learning.nextBatch()) {
      batch.reversed().forEach(Trial::run);
    }
    assertThat(learning.result()).isEqualTo(learn(PLAN));
  }

  @Test
  void shouldLearnTheSameInWhicheverOrderNodesAndWorkAreNamed() {
    WorkloadMix.Counter turned = new WorkloadMix.Counter();
    for (int shape = MIX.shapes().size() - 1; shape >= 0; shape--) {
      turned.add(MIX.shapes().get(shape), MIX.count(shape));
    }
    List<NodeKind> nodes = new ArrayList<>();
    for (int node = FLEET.nodes() - 1; node >= 0; node--) {
      nodes.add(FLEET.node(node));
    }
    Learning learning = Learning.of(FleetSketch.of(nodes), turned.mix(), PLAN);
    while (learning.advance()) {
      assertThat(learning.gamesPlayed()).isPositive();
    }
    assertThat(learning.result()).isEqualTo(learn(PLAN));
  }

  @Test
  void shouldPackBetterThanFirstFitInGamesNeverSeen() {
    LearnedTable learned = learn(PLAN);
    assertThat(booked(learned)).isGreaterThan(booked(null) + 10 * 1_000);
  }

  @Test
  void shouldKeepTheTableItCameFromUnlessItFindsABetterOne() {
    LearnedTable first = learn(PLAN);
    Learning again = Learning.from(first.table(), FLEET, MIX, PLAN);
    while (again.advance()) {
      assertThat(again.gamesPlayed()).isPositive();
    }
    assertThat(again.result().merit()).isGreaterThanOrEqualTo(first.merit());
  }

  @Test
  void shouldDrawFewerWattsWhenTheyCount() {
    LearnedTable power =
        learn(new LearningPlan(17, 5, 2, 40, WasteSettings.POWER, LearningGoal.POWER));
    assertThat(watts(power)).isLessThan(watts(learn(PLAN)));
  }

  @Test
  void shouldSketchALargeFleetByFewNodes() {
    FleetSketch sampled = FLEET.sampled(10);
    assertThat(sampled.nodes()).isEqualTo(10);
    assertThat(sampled.capacityMilli()).isEqualTo(FLEET.capacityMilli() / 4);
  }

  @Test
  void shouldTakeTheLittleThatIsLeftOfAGpuForNothing() {
    WorkShape third = new WorkShape(1_000, 1000, 1, 333, List.of());
    WorkShape other = new WorkShape(1_000, 1000, 1, 665, List.of());
    WorkloadMix mix = WorkloadMix.of(List.of(third, other));
    Learning learning = Learning.of(FLEET, mix, PLAN);
    boolean isLearning = true;
    while (isLearning) {
      isLearning = learning.advance();
    }
    assertThat(learning.result().table().value(1, 0, 0)).isZero();
  }

  private static long booked(@Nullable LearnedTable learned) {
    long booked = 0;
    for (long seed = 900; seed < 910; seed++) {
      booked += play(learned, seed).bookedAtEnd();
    }
    return booked;
  }

  private static long watts(LearnedTable learned) {
    long watts = 0;
    for (long seed = 900; seed < 910; seed++) {
      watts += play(learned, seed).wattsAtHalf();
    }
    return watts;
  }

  private static Outcome play(@Nullable LearnedTable learned, long seed) {
    Arrivals arrivals = Arrivals.of(FLEET, MIX, seed);
    return Playground.play(FLEET, MIX, arrivals, learned == null ? null : learned.table(), null);
  }
}
