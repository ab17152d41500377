package io.wattpack.core.policy.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.model.PolicyName;
import io.wattpack.core.model.TypicalShape;
import io.wattpack.core.policy.FleetScorer;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.policy.score.FirstFitScorer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each published policy against scores computed by hand from its formula. */
class BaselineScorersTest {
  private static final Shape NO_GPU = shape(8_000, 0, 0);
  private static final Shape SHARE = shape(4_000, 1, 300);
  private static final Shape ONE = shape(8_000, 1, 1000);
  private static final Shape TWO = shape(8_000, 2, 1000);

  private static Shape shape(long cpuMilli, int gpus, int milli) {
    return new Shape(0, gpus, milli, 0, cpuMilli, 0, false, Shape.NO_MIG, 0);
  }

  @Test
  void shouldFindAllNodesEqualWhenFirstFit() {
    assertThat(new FirstFitScorer().score(FakeNode.of(1000, 200), SHARE, 0)).isZero();
    assertThat(new FirstFitScorer().score(FakeNode.of(300), SHARE, 0)).isZero();
  }

  @Test
  void shouldPreferTheLeastAlignedNodeWhenDotProduct() {
    DotProductScorer scorer = new DotProductScorer();

    // 100 (1 - (0.5 x 0.0625 + 0.5 x 0.25) / 2) = 92.1875
    assertThat(scorer.score(FakeNode.of(1000, 1000, 1000, 1000), TWO, 0)).isEqualTo(92);
    // 100 (1 - (0.5 x 0.0625 + 0) / 2) = 98.4375
    assertThat(scorer.score(FakeNode.of(1000), NO_GPU, -1)).isEqualTo(98);
  }

  @Test
  void shouldPreferGpusInUseWhenPacking() {
    GpuPackingScorer scorer = new GpuPackingScorer();

    assertThat(scorer.score(FakeNode.of(1000, 300), NO_GPU, -1)).isZero();
    assertThat(scorer.score(FakeNode.of(1000, 1000), SHARE, 0)).isEqualTo(31);
    assertThat(scorer.score(FakeNode.of(1000, 1000, 1000, 0), TWO, 0)).isEqualTo(48);
    assertThat(scorer.score(FakeNode.of(200, 1000), SHARE, 1)).isEqualTo(49);
    assertThat(scorer.score(FakeNode.of(1000, 455), SHARE, 1)).isEqualTo(96);
  }

  @Test
  void shouldNeverFallBelowTheClassOfANodeWhenPacking() {
    GpuPackingScorer scorer = new GpuPackingScorer();
    FakeNode untouched = FakeNode.of(new int[20]);
    Arrays.fill(untouched.milli(), 1000);

    assertThat(scorer.score(untouched, ONE, 0)).isEqualTo(20);
  }

  @Test
  void shouldKeepKindsTogetherWhenClustering() {
    GpuClusteringScorer scorer = new GpuClusteringScorer();
    FakeNode half = FakeNode.of(1000, 1000, 1000, 1000);

    // trunc(25 x 4000 / 8000) = 12 for what is in use or missing
    assertThat(scorer.score(half, ONE, 0)).isEqualTo(12 + 25);
    assertThat(scorer.score(half.hosting(0b10), ONE, 0)).isEqualTo(12 + 75);
    assertThat(scorer.score(half.hosting(0b11), ONE, 0)).isEqualTo(12 + 50);
    assertThat(scorer.score(half.hosting(0b01), ONE, 0)).isEqualTo(12);
    assertThat(scorer.score(half.hosting(0b01), SHARE, 0)).isEqualTo(12 + 75);
    assertThat(scorer.score(half.hosting(0b01), NO_GPU, -1)).isZero();
  }

  @Test
  void shouldRescaleTheLeftoversOfAllCandidatesWhenBestFit() {
    BestFitScorer scorer = new BestFitScorer();

    // 100 (1 - 0.5 x 56/128 - 0.5 x 1/8) = 71.875, and 65.625 with one GPU more left
    assertThat(scores(scorer, ONE, FakeNode.of(1000, 1000), FakeNode.of(1000, 1000, 1000)))
        .containsExactly(100, 0);
    assertThat(scores(scorer, ONE, FakeNode.of(1000), FakeNode.of(1000))).containsExactly(0, 0);
    assertThat(
            scores(
                scorer,
                ONE,
                FakeNode.of(1000),
                FakeNode.of(1000, 1000),
                FakeNode.of(1000, 1000, 1000)))
        .containsExactly(100, 46, 0); // 78, 71 and 65 before
  }

  @Test
  void shouldMoveFromFragmentsWhenDescending() {
    FgdScorer scorer =
        new FgdScorer(List.of(typical(8_000, 1, 1000, 3), typical(0, 1, 300, 1)), GPU);

    // Whole GPUs wanted by 3 of 4: sharing the used one takes 300 x 3/4 of fragments away and then
    // leaves 200, too little for the other quarter too: 225 - 50 = 175.
    assertThat(scorer.score(FakeNode.of(1000, 500), SHARE, 1)).isEqualTo(54);
    // Breaking the whole one open makes fragments of all 1200 left, for 3 of 4: from 375 to 900.
    assertThat(scorer.score(FakeNode.of(1000, 500), SHARE, 0)).isEqualTo(37);
    // Nothing was a fragment, and nothing is left.
    assertThat(scorer.score(FakeNode.of(1000).cpu(64_000, 8_000), ONE, 0)).isEqualTo(50);
  }

  @Test
  void shouldCountAllThatIsFreeAsFragmentWhenTheModelIsWrong() {
    List<GpuModelId> models = List.of(new GpuModelId("a"), new GpuModelId("b"));
    TypicalShape onlyB = new TypicalShape(0, 1, 1000, List.of(models.get(1)), 1);
    FgdScorer scorer = new FgdScorer(List.of(onlyB), models);

    // On a all is a fragment: one GPU less of it. 100 / (1 + exp(-1)) = 73.1
    assertThat(scorer.score(FakeNode.of(1000, 1000).model(0), ONE, 0)).isEqualTo(73);
    assertThat(scorer.score(FakeNode.of(1000, 1000).model(1), ONE, 0)).isEqualTo(50);
  }

  @Test
  void shouldTakeTheNextOpenGpusWhenDescendingWithWholeGpus() {
    FgdScorer scorer = new FgdScorer(List.of(typical(0, 2, 1000, 1)), GPU);
    FakeNode node = FakeNode.of(1000, 1000, 1000, 300);

    // 3300 free and 300 of them too small; one whole GPU and 300 are left: a thousand fragments
    // more.
    assertThat(scorer.score(node, TWO, 0)).isEqualTo(26);
    assertThat(scorer.score(FakeNode.of(1000, 1000), TWO, 0)).isEqualTo(50);
  }

  @Test
  void shouldPassOverClosedAndUsedGpusWhenBookingWholeOnes() {
    Booking booking = Booking.at(FakeNode.of(1000, 1000, 400, 1000, 1000).closed(1), TWO, 0);

    assertThat(booking.takes(0)).isTrue();
    assertThat(booking.takes(1)).isFalse();
    assertThat(booking.takes(2)).isFalse();
    assertThat(booking.takes(3)).isTrue();
    assertThat(booking.takes(4)).isFalse();
  }

  @Test
  void shouldFindAllEqualWithoutTypicalWork() {
    assertThat(new FgdScorer(List.of(), GPU).score(FakeNode.of(1000, 500), SHARE, 1)).isEqualTo(50);
  }

  @Test
  void shouldCountTheGpusAndPackagesThatWakeWhenPower() {
    PowerRise rise = new PowerRise();
    FakeNode idle = FakeNode.of(1000, 400).cpu(96_000, 96_000);

    assertThat(rise.score(idle, SHARE, 0)).isEqualTo(-(60 + 145));
    assertThat(rise.score(idle, SHARE, 1)).isEqualTo(-145);
    assertThat(rise.score(idle.cpu(96_000, 90_000), SHARE, 1)).isZero();
    assertThat(rise.score(FakeNode.of(1000, 1000), TWO, 0)).isEqualTo(-(120 + 145));
    assertThat(rise.scoreBest(idle, SHARE, 0)).isEqualTo(-145);
    assertThat(rise.scoreBest(idle.closed(1), SHARE, 0)).isEqualTo(-(60 + 145));
  }

  @Test
  void shouldRescaleTheWattsOfAllCandidatesWhenPower() {
    FakeNode awake = FakeNode.of(400, 0).cpu(64_000, 40_000);
    FakeNode asleep = FakeNode.of(1000, 0);

    assertThat(scores(new PwrScorer(), SHARE, asleep, awake)).containsExactly(0, 100);
    assertThat(scores(new PwrScorer(), SHARE, awake, awake)).containsExactly(100, 100);
  }

  @Test
  void shouldWeighWattsAgainstFragmentsWhenBoth() {
    FakeNode awake = FakeNode.of(400, 0).cpu(64_000, 40_000);
    FakeNode asleep = FakeNode.of(1000, 0);
    List<TypicalShape> shares = List.of(typical(0, 1, 300, 1));
    PwrFgdScorer scorer = new PwrFgdScorer(shares, GPU, PwrFgdScorer.POWER_WEIGHT_PERMILLE);

    // Fragments: none before and none after on the one, 0 to 100 on the other: 50 and 47.
    assertThat(scores(scorer, SHARE, asleep, awake))
        .containsExactly(200 * 0 + 800 * 50, 200 * 100 + 800 * 47);
  }

  @Test
  void shouldDrawEachCandidateAboutEquallyOftenWhenRandom() {
    RandomScorer scorer = new RandomScorer(7);
    int[] wins = new int[4];
    int[] scores = new int[4];
    for (long draw = 0; draw < 4_000; draw++) {
      scorer.finish(new int[4], 4, draw, scores);
      for (int i = 0; i < 4; i++) {
        wins[i] += scores[i];
      }
    }
    assertThat(Arrays.stream(wins).boxed()).allMatch(count -> count > 900 && count < 1100);
    assertThat(wins[0] + wins[1] + wins[2] + wins[3]).isEqualTo(4_000);
  }

  @Test
  void shouldDrawTheSameLotsFromTheSameSeed() {
    NodeScorer first = new RandomScorer(7).gpuChoice();
    NodeScorer second = new RandomScorer(7).gpuChoice();
    NodeScorer other = new RandomScorer(8).gpuChoice();
    FakeNode node = FakeNode.of(1000, 500, 400);

    assertThat(first.score(node, SHARE, 1)).isEqualTo(second.score(node, SHARE, 1)).isNotNegative();
    assertThat(first.score(node, SHARE, 1)).isNotEqualTo(other.score(node, SHARE, 1));
    assertThat(first.score(node, SHARE, 1)).isNotEqualTo(first.score(node, SHARE, 2));
  }

  @ParameterizedTest
  @EnumSource(
      value = PolicyName.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"WATTPACK", "WATTPACK_POWER", "WATTPACK_SPREAD"})
  void shouldMakeEachPolicyByItsName(PolicyName name) {
    PlacementPolicy policy = PlacementPolicy.of(name);
    NodeScorer node = Baselines.nodeScorer(policy, GPU);
    FleetScorer fleet = Baselines.fleetScorer(policy, GPU);

    assertThat(node == null).isNotEqualTo(fleet == null);
    assertThat(node == null ? fleet.name() : node.name()).isEqualTo(name.label());
  }

  private static final List<GpuModelId> GPU = List.of(new GpuModelId("gpu"));

  private static TypicalShape typical(long cpuMilli, int gpus, int milli, int count) {
    return new TypicalShape(cpuMilli, gpus, milli, List.of(), count);
  }

  private static int[] scores(FleetScorer scorer, Shape shape, FakeNode... nodes) {
    int[] terms = new int[nodes.length * scorer.terms()];
    for (int i = 0; i < nodes.length; i++) {
      int[] own = new int[scorer.terms()];
      scorer.measure(nodes[i], shape, 0, own);
      System.arraycopy(own, 0, terms, i * own.length, own.length);
    }
    int[] scores = new int[nodes.length];
    scorer.finish(terms, nodes.length, 0, scores);
    return scores;
  }
}
