package io.wattpack.api.report.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Drawn arrivals have the form of the published experiment, and come again from the same seed. */
class ArrivalGeneratorTest {
  private static final List<TraceNode> NODES =
      List.of(
          new TraceNode("a", 64_000, 1_000, 4, "T4"),
          new TraceNode("b", 64_000, 1_000, 4, "T4"),
          new TraceNode("c", 64_000, 1_000, 2, "P100"));
  private static final int CAPACITY = 10_000;

  @Test
  void shouldBringEachPodOnceBeforeAnyComesAgain() {
    List<TracePod> pods = pods(12, 500);

    Arrivals arrivals = ArrivalGenerator.draw(NODES, pods, 7);

    assertThat(arrivals.pods().limit(12).sorted())
        .containsExactlyElementsOf(IntStream.range(0, 12).boxed().toList());
    assertThat(demand(arrivals, pods)).isEqualTo(CAPACITY * 13 / 10);
  }

  @Test
  void shouldLeavePodsOutWhenTheListAsksForTooMuch() {
    List<TracePod> pods = pods(40, 700);

    Arrivals arrivals = ArrivalGenerator.draw(NODES, pods, 7);

    assertThat(arrivals.pods().boxed()).doesNotHaveDuplicates();
    assertThat(demand(arrivals, pods)).isEqualTo(12_600);
  }

  @Test
  void shouldDrawTheSameFromTheSameSeedInWhateverOrderTheListIs() {
    List<TracePod> pods = pods(12, 500);
    List<TracePod> turned = new ArrayList<>(pods.reversed());

    Arrivals first = ArrivalGenerator.draw(NODES, pods, 3);
    Arrivals again = ArrivalGenerator.draw(NODES, turned, 3);

    assertThat(names(first, pods)).isEqualTo(names(again, turned));
    assertThat(names(first, pods)).isNotEqualTo(names(ArrivalGenerator.draw(NODES, pods, 4), pods));
  }

  @Test
  void shouldDrawAnOrderThatNeverChanges() {
    Arrivals arrivals = ArrivalGenerator.draw(NODES, pods(5, 1000), 42);

    assertThat(arrivals.pods()).containsExactly(1, 2, 3, 4, 0, 0, 0, 0, 3, 4, 3, 2, 2);
    assertThat(IntStream.range(0, 3).map(arrivals::nodeRank)).containsExactly(1, 2, 0);
  }

  private static List<TracePod> pods(int count, int milli) {
    return IntStream.range(0, count)
        .mapToObj(i -> new TracePod("p%02d".formatted(i), 1_000, 10, 1, milli, List.of()))
        .toList();
  }

  private static int demand(Arrivals arrivals, List<TracePod> pods) {
    return arrivals.pods().map(place -> pods.get(place).demandMilli()).sum();
  }

  private static List<String> names(Arrivals arrivals, List<TracePod> pods) {
    return arrivals.pods().mapToObj(place -> pods.get(place).name()).toList();
  }
}
