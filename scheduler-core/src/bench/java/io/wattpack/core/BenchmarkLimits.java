package io.wattpack.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs all benchmarks of one size and holds them against the limits.
 *
 * <p>Machines differ and are busy: what is compared is how many times the yardstick of the same run
 * each benchmark takes, by the fastest iteration of each, because other work only ever adds.
 */
class BenchmarkLimits {
  /** Those of a row of the limits, and the empty ends of its line. */
  private static final int CELLS = 9;

  private static final int WARM_UPS = 8;
  private static final String YARDSTICK = "yardstick";
  private static final String ONLY = System.getProperty("wattpack.bench.only", ".*");
  private static final String SIZE = System.getProperty("wattpack.bench", "medium");

  /** What a benchmark takes in yardsticks, and by how much it may be above. */
  private record Limit(double ratio, double marginPercent) {
    double most() {
      return ratio * (1 + marginPercent / 100);
    }
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void shouldStayWithinTheLimits() throws RunnerException, IOException {
    Map<String, Limit> limits = limits();
    Collection<RunResult> runs = run();
    double yard = yardstick(runs);
    List<String> above = new ArrayList<>();
    System.out.println("| benchmark | size | mean ns | least ns | yardsticks | spread % |");
    for (RunResult run : runs) {
      double ratio = least(run) / yard;
      System.out.println(line(run, ratio));
      Limit limit = limits.get(name(run));
      if (limit != null && ratio > limit.most()) {
        above.add("%s: %.4f yardsticks, above %.4f".formatted(name(run), ratio, limit.most()));
      }
    }
    assertThat(above).isEmpty();
  }

  private static Collection<RunResult> run() throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include("Benchmark\\.(" + YARDSTICK + "|" + ONLY + ")$")
                .param("size", SIZE)
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .jvmArgs("-Xmx3g", "-XX:+UseSerialGC")
                .warmupIterations(WARM_UPS)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(6)
                .measurementTime(TimeValue.seconds(1))
                .build())
        .run();
  }

  private static double yardstick(Collection<RunResult> runs) {
    return runs.stream()
        .filter(run -> name(run).equals(YARDSTICK))
        .mapToDouble(BenchmarkLimits::least)
        .findFirst()
        .orElseThrow();
  }

  private static double least(RunResult run) {
    return run.getPrimaryResult().getStatistics().getMin();
  }

  private static String name(RunResult run) {
    return run.getPrimaryResult().getLabel();
  }

  private static String line(RunResult run, double ratio) {
    Result<?> result = run.getPrimaryResult();
    double spread = 100 * result.getStatistics().getStandardDeviation() / result.getScore();
    return "| %s | %s | %.1f | %.1f | %.4f | %.0f |"
        .formatted(name(run), SIZE, result.getScore(), least(run), ratio, spread);
  }

  /** By benchmark, those of the size. */
  private static Map<String, Limit> limits() throws IOException {
    Map<String, Limit> limits = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of(System.getProperty("wattpack.bench.limits")))) {
      String[] cells = line.split("\\s*\\|\\s*", -1);
      if (cells.length == CELLS && cells[2].equals(SIZE)) {
        limits.put(cells[1], new Limit(Double.parseDouble(cells[4]), Double.parseDouble(cells[6])));
      }
    }
    return limits;
  }
}
