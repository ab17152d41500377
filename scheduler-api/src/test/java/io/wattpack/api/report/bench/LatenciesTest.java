package io.wattpack.api.report.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {
  @Test
  void shouldGiveTheNearestRank() {
    Latencies latencies = new Latencies();
    for (int micros = 200; micros > 0; micros--) {
      latencies.add(micros * 1000L);
    }
    assertThat(latencies.micros(50)).isEqualTo(100.0);
    assertThat(latencies.micros(99)).isEqualTo(198.0);
    assertThat(latencies.micros(100)).isEqualTo(200.0);
  }

  @Test
  void shouldCountByTheTimeOfAll() {
    Latencies latencies = new Latencies();
    latencies.add(1_000_000);
    latencies.add(3_000_000);
    assertThat(latencies.perSecond()).isEqualTo(500.0);
  }

  @Test
  void shouldBeZeroWithoutAny() {
    assertThat(new Latencies().micros(99)).isZero();
  }
}
