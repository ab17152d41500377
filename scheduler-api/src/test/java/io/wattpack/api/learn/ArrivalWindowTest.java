package io.wattpack.api.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.learn.WorkShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalWindowTest {
  private final ArrivalWindow window = new ArrivalWindow();

  @Test
  void shouldRememberTheNewestOnly() {
    for (int i = 1; i <= ArrivalWindow.MAX + 3; i++) {
      assertThat(window.add(shape(i))).isEqualTo(i);
    }

    assertThat(window.newest(1_000_000)).hasSize(ArrivalWindow.MAX).startsWith(shape(4));
    assertThat(window.newest(2))
        .containsExactly(shape(ArrivalWindow.MAX + 2), shape(ArrivalWindow.MAX + 3));
  }

  @Test
  void shouldCountFromTheNewestWhenToldTo() {
    List.of(1, 2, 3).forEach(cpu -> window.add(shape(cpu)));

    window.beginWith(2);

    assertThat(window.seen()).isEqualTo(2);
    assertThat(window.newest(10)).containsExactly(shape(2), shape(3));
    window.beginWith(5);
    assertThat(window.seen()).isEqualTo(2);
  }

  @Test
  void shouldTakeMixesForEqualThatDifferInDetailOnly() {
    List<WorkShape> exact = List.of(gpus(8_000, 1, 500), gpus(12_000, 8, 1000));
    List<WorkShape> similar = List.of(gpus(9_100, 1, 490), gpus(12_100, 7, 1000));

    assertThat(MixForm.of(exact).distancePermille(MixForm.of(similar))).isZero();
  }

  @Test
  void shouldWeighWorkByTheGpusItAsksFor() {
    List<WorkShape> small = List.of(gpus(0, 1, 250), gpus(0, 1, 250));
    List<WorkShape> one = List.of(gpus(0, 1, 250), gpus(0, 8, 1000));

    assertThat(MixForm.of(small).distancePermille(MixForm.of(one))).isGreaterThan(950);
  }

  private static WorkShape shape(int cpuMilli) {
    return new WorkShape(cpuMilli, 0, 0, 0, List.of());
  }

  private static WorkShape gpus(long cpuMilli, int gpus, int share) {
    return new WorkShape(cpuMilli, 0, gpus, share, List.of());
  }
}
