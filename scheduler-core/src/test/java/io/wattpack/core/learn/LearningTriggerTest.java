package io.wattpack.core.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LearningTriggerTest {
  private static final LearningTrigger TRIGGER = LearningTrigger.DEFAULT;

  @Test
  void shouldLearnOnceEnoughWasSeen() {
    assertThat(TRIGGER.isDue(null, drawn(1, 299))).isFalse();
    assertThat(TRIGGER.isDue(null, drawn(1, 300))).isTrue();
  }

  @Test
  void shouldNotLearnAgainForDriftByChance() {
    for (int seed = 2; seed < 50; seed++) {
      assertThat(TRIGGER.isDue(drawn(1, 300), drawn(seed, 300))).isFalse();
    }
  }

  @Test
  void shouldLearnAgainWhenTheWorkBecameDifferent() {
    WorkloadMix whole =
        new WorkloadMix.Counter().add(SmallFleet.mix().shapes().getFirst(), 300).mix();
    assertThat(TRIGGER.isDue(drawn(1, 300), whole)).isTrue();
  }

  private static WorkloadMix drawn(long seed, int work) {
    WorkloadMix mix = SmallFleet.mix();
    WorkloadMix.Counter counter = new WorkloadMix.Counter();
    for (int shape : mix.draw(new SplittableRandom(seed), Long.MAX_VALUE, work)) {
      counter.add(mix.shapes().get(shape), 1);
    }
    return counter.mix();
  }
}
