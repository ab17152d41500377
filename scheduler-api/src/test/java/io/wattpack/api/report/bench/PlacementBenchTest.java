package io.wattpack.api.report.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Runs the bench on a tiny fleet, by a clock that goes on with each look at it. */
class PlacementBenchTest {
  private static BenchPlan tiny() {
    return new BenchPlan(200, 850, 300, 600, 300, BenchPlan.small(), 1);
  }

  private static BenchResult run() {
    AtomicLong nanos = new AtomicLong();
    return new PlacementBench(tiny(), () -> nanos.addAndGet(500_000)).run();
  }

  @Test
  void shouldKeepTheFleetAsFullAsThePlanSays() {
    assertThat(run().fullPercent()).isBetween(75.0, 85.0);
  }

  @Test
  void shouldTellPlacementsAndRefusalsBySteps() {
    BenchResult result = run();
    assertThat(result.gpus()).isBetween(200, 231);
    assertThat(result.placementsPerSecond()).isEqualTo(2000.0);
    assertThat(result.refusalsPerSecond()).isEqualTo(2000.0);
    assertThat(result.p50Micros()).isEqualTo(500.0);
    assertThat(result.maxMicros()).isEqualTo(500.0);
  }
}
