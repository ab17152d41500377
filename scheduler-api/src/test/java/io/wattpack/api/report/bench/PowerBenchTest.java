package io.wattpack.api.report.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Runs the bench on a tiny fleet, by a clock that goes on with each look at it. */
class PowerBenchTest {
  @Test
  void shouldTellTheMedians() {
    AtomicLong nanos = new AtomicLong();
    PowerBenchPlan tiny = new PowerBenchPlan(205, 700, 1, 5, 1);
    PowerBenchResult result = new PowerBench(tiny, () -> nanos.addAndGet(250_000)).run();
    assertThat(result).isEqualTo(new PowerBenchResult(208, 6, 0.25, 0.25, 250.0));
  }
}
