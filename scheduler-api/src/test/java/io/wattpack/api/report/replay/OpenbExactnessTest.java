package io.wattpack.api.report.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wattpack.api.report.trace.TraceFileException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On the published orders each policy ends where its published implementation ends. */
class OpenbExactnessTest {
  private static final double POINTS = 0.02;
  private static Optional<OpenbTrace> openb = Optional.empty();

  @BeforeAll
  static void needsTheTrace() {
    openb = OpenbTrace.find();
    assumeTrue(openb.isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "default_42, fgd, 95.29, 2532",
    "default_42, best-fit, 93.13, 2676",
    "default_42, dot-product, 90.54, 2874",
    "default_42, gpu-packing, 91.57, 2794",
    "default_42, gpu-clustering, 91.53, 2797",
    "default_42, first-fit, 94.50, 2588",
    "default_43, fgd, 95.32, 2442",
    "default_43, best-fit, 93.25, 2579",
    "default_43, dot-product, 90.84, 2760",
    "default_43, gpu-packing, 92.06, 2670",
    "default_43, gpu-clustering, 91.97, 2674",
    "default_43, first-fit, 94.36, 2517",
    "default_44, fgd, 95.44, 2499",
    "default_44, best-fit, 93.09, 2679",
    "default_44, dot-product, 91.03, 2823",
    "default_44, gpu-packing, 92.11, 2749",
    "default_44, gpu-clustering, 91.88, 2769",
    "default_44, first-fit, 94.73, 2548",
    "default_45, fgd, 95.48, 2436",
    "default_45, best-fit, 93.14, 2599",
    "default_45, dot-product, 90.90, 2758",
    "default_45, gpu-packing, 92.79, 2619",
    "default_45, gpu-clustering, 92.96, 2604",
    "default_45, first-fit, 94.63, 2496",
    "default_46, fgd, 95.50, 2470",
    "default_46, best-fit, 93.19, 2650",
    "default_46, dot-product, 90.74, 2816",
    "default_46, gpu-packing, 91.30, 2776",
    "default_46, gpu-clustering, 90.81, 2812",
    "default_46, first-fit, 94.66, 2531",
  })
  void shouldEndAsPublished(String order, String policy, double allocatedPercent, int failedPods)
      throws IOException, TraceFileException {
    ReplayResult result = play(order, policy);

    assertThat(result.failedPods()).isEqualTo(failedPods);
    assertThat(result.allocatedEndPercent()).isCloseTo(allocatedPercent, within(POINTS));
  }

  /** The power figures are published as means of two orders, in whole kilowatts. */
  @ParameterizedTest
  @CsvSource({
    "fgd, 573, 911, 1256, 1524, 95.1",
    "best-fit, 558, 878, 1203, 1493, 93.0",
    "pwr-fgd, 498, 807, 1122, 1461, 93.2",
  })
  void shouldDrawThePowerPublished(
      String policy, double at25, double at50, double at75, double at100, double allocatedAt100)
      throws IOException, TraceFileException {
    List<ReplayResult> results = List.of(play("default_42", policy), play("default_43", policy));

    assertThat(mean(results, result -> result.kilowattsAt(25))).isCloseTo(at25, within(1.0));
    assertThat(mean(results, result -> result.kilowattsAt(50))).isCloseTo(at50, within(1.0));
    assertThat(mean(results, result -> result.kilowattsAt(75))).isCloseTo(at75, within(1.0));
    assertThat(mean(results, result -> result.kilowattsAt(100))).isCloseTo(at100, within(1.0));
    assertThat(mean(results, result -> result.allocatedAt(100)))
        .isCloseTo(allocatedAt100, within(0.06));
  }

  private static double mean(
      List<ReplayResult> results, Function<ReplayResult, OptionalDouble> figure) {
    return results.stream()
        .mapToDouble(result -> figure.apply(result).orElseThrow())
        .average()
        .orElseThrow();
  }

  private static ReplayResult play(String order, String policy)
      throws IOException, TraceFileException {
    return new Replay(
            openb.orElseThrow().trace(order),
            new EnginePlayers(System::nanoTime),
            new PlayOptions(42, PlayOptions.Learning.COLD, null),
            ReplayProgress.NONE,
            secondsAtATime())
        .play(policy);
  }

  /** A clock on which one pass is warm-up enough: what is decided counts here, not how fast. */
  private static LongSupplier secondsAtATime() {
    AtomicLong now = new AtomicLong();
    return () -> now.addAndGet(1_000_000_000L);
  }
}
