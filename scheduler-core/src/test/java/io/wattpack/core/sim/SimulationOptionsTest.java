package io.wattpack.core.sim;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SimulationOptionsTest {
  @Test
  void shouldRefuseAWorldWithoutSites() {
    assertThatThrownBy(() -> new SimulationOptions(0, 1, 1, 0, 0, 0, false))
        .hasMessage("sitesMax must be at least 1, but was 0.");
  }

  @Test
  void shouldRefuseMoreThanAllMessagesLost() {
    assertThatThrownBy(() -> new SimulationOptions(1, 1, 1, 1001, 0, 0, false))
        .hasMessage("lostPermille must be 0 to 1000, but was 1001.");
  }
}
