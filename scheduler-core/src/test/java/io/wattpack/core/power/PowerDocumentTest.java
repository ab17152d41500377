package io.wattpack.core.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of docs/power.md are those that the code works with. */
class PowerDocumentTest {
  private static final long WATTS = 1_000;

  private static String document() throws IOException {
    return Files.readString(Path.of("..", "docs", "power.md"));
  }

  @ParameterizedTest
  @ValueSource(ints = {90, 70, 50})
  void shouldTellWhatACapCosts(int percent) throws IOException {
    PowerCurve curve = PowerCurve.of(CurveShape.INFERENCE, WATTS, 0, CurveShape.KNEE_PERMILLE);
    long permille = curve.throughput((int) (WATTS * percent / 100)) / (PowerCurve.WHOLE / 1_000);

    assertThat(document())
        .contains(
            String.format(
                Locale.ROOT, "| %d %% | %d.%d %% |", percent, permille / 10, permille % 10));
  }

  @Test
  void shouldTellTheStepsOfARampAndTheKnee() throws IOException {
    assertThat(GridLimit.RAMP_STEPS).isEqualTo(10);
    assertThat(document()).contains("ten equal steps over the ramp");
    assertThat(CurveShape.KNEE_PERMILLE).isEqualTo(500);
    assertThat(document()).contains("no GPU is held below half of its peak");
  }
}
