package io.wattpack.api.report.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Watts of a server by hand. */
class HardwareWattsTest {
  @Test
  void shouldAddGpusAndPackages() {
    HardwareWatts t4 = HardwareWatts.of("T4").orElseThrow();

    // 96 CPUs are 48 cores, two packages of 24; 2 GPUs.
    assertThat(t4.watts(96_000, 96_000, 2, 0)).isEqualTo(2 * 10 + 2 * 20);
    // 4,500 of 96,000 in use: two and a bit cores, three with the started one: one package.
    assertThat(t4.watts(96_000, 91_500, 1, 1)).isEqualTo(10 + 70 + 20 + 165);
    assertThat(t4.watts(96_000, 47_999, 0, 2)).isEqualTo(2 * 70 + 2 * 165);
  }

  @Test
  void shouldKnowNothingOfOtherModels() {
    assertThat(HardwareWatts.of("H100")).isEmpty();
  }
}
