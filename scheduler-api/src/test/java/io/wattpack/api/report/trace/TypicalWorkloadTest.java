package io.wattpack.api.report.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The commonest shapes that make up 95 % of the pods. */
class TypicalWorkloadTest {
  @Test
  void shouldTakeTheCommonestShapesUntilNineteenOfTwentyAreCovered() {
    List<TracePod> pods = new ArrayList<>();
    add(pods, 60, 1, 500);
    add(pods, 34, 1, 1000);
    add(pods, 3, 2, 1000);
    add(pods, 3, 1, 250);

    TypicalWorkload typical = TypicalWorkload.of(pods);

    assertThat(typical.shapes())
        .extracting(TypicalWorkload.Entry::count)
        .containsExactly(60, 34, 3);
    // Of equally frequent shapes the larger comes first.
    assertThat(typical.shapes().getLast().pod().gpuCount()).isEqualTo(2);
    assertThat(typical.total()).isEqualTo(97);
  }

  @Test
  void shouldIgnoreNamesAndHostMemory() {
    List<TracePod> pods =
        List.of(
            new TracePod("a", 1, 10, 1, 500, List.of()),
            new TracePod("b", 1, 99, 1, 500, List.of()),
            new TracePod("c", 1, 99, 1, 500, List.of("T4")));

    assertThat(TypicalWorkload.of(pods).shapes())
        .extracting(TypicalWorkload.Entry::count)
        .containsExactly(2, 1);
  }

  private static void add(List<TracePod> pods, int times, int gpus, int milli) {
    for (int i = 0; i < times; i++) {
      pods.add(new TracePod("p" + pods.size(), 1_000, pods.size(), gpus, milli, List.of()));
    }
  }
}
