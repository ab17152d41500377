package io.wattpack.api.report.replay;

import static io.wattpack.api.report.replay.Figures.Better.HIGHER;
import static io.wattpack.api.report.replay.Figures.Better.LOWER;
import static io.wattpack.api.report.replay.Figures.Better.NEITHER;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The figures of a result in the order in which JSON, table and page show them. */
public final class Figures {
  /** All of them. */
  public static final List<Figure> ALL =
      List.of(
          new Figure("allocatedAt100", "% at 100", 2, HIGHER, r -> r.allocatedAt(100)),
          new Figure("allocatedEnd", "% at end", 2, HIGHER, of(ReplayResult::allocatedEndPercent)),
          new Figure("unallocatedGpus", "GPUs left", 2, LOWER, of(ReplayResult::unallocatedGpus)),
          new Figure("failedPods", "failed", 0, LOWER, of(r -> (double) r.failedPods())),
          new Figure(
              "fragmentationPercent", "frag %", 2, LOWER, of(ReplayResult::fragmentationPercent)),
          new Figure("kwAt25", "kW at 25", 1, LOWER, r -> r.kilowattsAt(25)),
          new Figure("kwAt50", "kW at 50", 1, LOWER, r -> r.kilowattsAt(50)),
          new Figure("kwAt75", "kW at 75", 1, LOWER, r -> r.kilowattsAt(75)),
          new Figure("kwAt100", "kW at 100", 1, LOWER, r -> r.kilowattsAt(100)),
          new Figure(
              "decisionsPerSecond", "decisions/s", 0, HIGHER, of(ReplayResult::decisionsPerSecond)),
          new Figure(
              "placementsPerSecond", "placed/s", 0, HIGHER, of(ReplayResult::placementsPerSecond)),
          new Figure(
              "refusalsPerSecond", "refused/s", 0, HIGHER, of(ReplayResult::refusalsPerSecond)),
          new Figure("p50Micros", "p50 us", 1, LOWER, of(ReplayResult::p50Micros)),
          new Figure("p99Micros", "p99 us", 1, LOWER, of(ReplayResult::p99Micros)),
          new Figure("learnSeconds", "learn s", 1, NEITHER, Figures::learnSeconds));

  private Figures() {}

  /** Which values win. */
  public enum Better {
    HIGHER,
    LOWER,
    NEITHER
  }

  /**
   * One figure.
   *
   * @param key its name in JSON
   * @param heading its name in a table
   * @param decimals it is rounded to
   * @param better which values win
   * @param value of a result; empty: not known, or not asked for
   */
  public record Figure(
      String key,
      String heading,
      int decimals,
      Better better,
      Function<ReplayResult, OptionalDouble> value) {
    /** The rounded value. */
    public Optional<BigDecimal> rounded(ReplayResult result) {
      OptionalDouble exact = value.apply(result);
      return exact.isEmpty()
          ? Optional.empty()
          : Optional.of(
              BigDecimal.valueOf(exact.getAsDouble()).setScale(decimals, RoundingMode.HALF_UP));
    }
  }

  private static Function<ReplayResult, OptionalDouble> of(Function<ReplayResult, Double> known) {
    return result -> OptionalDouble.of(known.apply(result));
  }

  private static OptionalDouble learnSeconds(ReplayResult result) {
    Double seconds = result.learnSeconds();
    return seconds == null ? OptionalDouble.empty() : OptionalDouble.of(seconds);
  }
}
