package io.wattpack.core.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.model.GpuModelId;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WorkloadMixTest {
  private static final WorkShape SHARE = new WorkShape(4000, 1000, 1, 400, List.of());
  private static final WorkShape WHOLE = new WorkShape(8000, 2000, 1, 1000, List.of());
  private static final WorkShape PICKY =
      new WorkShape(8000, 2000, 1, 1000, List.of(new GpuModelId("a100")));

  private static WorkloadMix mix(int shares, int wholes) {
    return new WorkloadMix.Counter().add(SHARE, shares).add(WHOLE, wholes).mix();
  }

  @Test
  void shouldMeasureDriftAsTheShareOfWorkThatChanged() {
    assertThat(mix(50, 50).distancePermille(mix(500, 500))).isZero();
    assertThat(mix(50, 50).distancePermille(mix(75, 25))).isEqualTo(250);
    assertThat(mix(100, 0).distancePermille(mix(0, 1))).isEqualTo(1000);
  }

  @Test
  void shouldGiveTheSameDigestWhateverTheOrder() {
    WorkloadMix turned = new WorkloadMix.Counter().add(WHOLE, 2).add(SHARE, 3).mix();
    assertThat(turned.digest()).isEqualTo(mix(3, 2).digest());
    assertThat(mix(2, 3).digest()).isNotEqualTo(mix(3, 2).digest());
  }

  @Test
  void shouldDrawEveryPieceOnceBeforeAnyTwice() {
    WorkloadMix mix = mix(30, 10);
    int[] drawn = mix.draw(new SplittableRandom(3), 2 * mix.demandMilli(), 1000);
    assertThat(drawn).hasSize(80);
    assertThat(
            Arrays.stream(drawn)
                .limit(40)
                .filter(shape -> mix.shapes().get(shape).equals(WHOLE))
                .count())
        .isEqualTo(10);
  }

  @Test
  void shouldStopDrawingAtWorkWithoutEnd() {
    WorkloadMix cpuOnly =
        new WorkloadMix.Counter().add(new WorkShape(1000, 0, 0, 0, List.of()), 5).mix();
    assertThat(cpuOnly.draw(new SplittableRandom(3), 1000, 12)).hasSize(12);
  }

  @Test
  void shouldAskForWholeNodesWhereTheMixDoesNot() {
    FleetSketch fleet = FleetSketch.of(List.of(SmallFleet.LARGE_NODE));
    WorkloadMix blended = mix(100, 100).withMultiGpu(fleet, 50);
    assertThat(blended.shapes()).hasSize(3);
    assertThat(blended.shapes().getLast().gpuCount()).isEqualTo(8);
    assertThat(blended.demandMilli()).isGreaterThanOrEqualTo(140_000 + 7_000);
    assertThat(blended.withMultiGpu(fleet, 40)).isSameAs(blended);
  }

  @Test
  void shouldCallAModelScarceThatPickyWorkWouldFill() {
    FleetSketch fleet = FleetSketch.of(List.of(SmallFleet.LARGE_NODE, SmallFleet.SMALL_NODE));
    WorkloadMix mix = new WorkloadMix.Counter().add(WHOLE, 9).add(PICKY, 1).mix();
    // A tenth of the 10 GPUs asked for, on the 8 that are of that model.
    assertThat(Scarcity.permille(fleet, mix)).containsExactly(125, 0);
  }
}
