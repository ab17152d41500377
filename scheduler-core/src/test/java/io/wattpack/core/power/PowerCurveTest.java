package io.wattpack.core.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PowerCurveTest {
  private static final int[] SWEEP = {100, 200, 250, 300, 350, 400};
  private static final int[] INFERENCE = {225_000, 781_000, 871_000, 931_000, 976_000, 1_000_000};

  private static double a(CurveShape shape) {
    return switch (shape) {
      case INFERENCE -> 4.3;
      case FINE_TUNING -> 4.4;
      case PRE_TRAINING -> 2.4;
    };
  }

  private static double x0(CurveShape shape) {
    return switch (shape) {
      case INFERENCE -> 0.21;
      case FINE_TUNING -> 0.23;
      case PRE_TRAINING -> 0.19;
    };
  }

  /** The closed form that the tables were made from. */
  private static double throughput(CurveShape shape, double x) {
    double a = a(shape);
    double x0 = x0(shape);
    return (1 - Math.exp(-a * (x - x0))) / (1 - Math.exp(-a * (1 - x0)));
  }

  @ParameterizedTest
  @EnumSource
  void shouldHoldTheClosedFormAtEveryWholePercent(CurveShape shape) {
    for (int percent = 30; percent <= 100; percent++) {
      assertThat(shape.billionths(percent, 100))
          .isEqualTo(1000 * Math.round(1e6 * throughput(shape, percent / 100.0)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldFollowTheClosedFormOnEveryGpu(CurveShape shape) {
    for (int peak : new int[] {72, 350, 400, 700, 1000}) {
      PowerCurve curve = PowerCurve.of(shape, peak, 0, 300);
      for (int watts = curve.wattsMin(); watts <= peak; watts++) {
        // Straight lines lie below the form, most where it bends most.
        double most = 2 * watts < peak ? 4e-4 : 2e-4;
        assertThat(curve.throughput(watts) / 1e9)
            .isCloseTo(throughput(shape, watts / (double) peak), within(most));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldBeConcaveAndExactAtEachWatt(CurveShape shape) {
    PowerCurve curve = PowerCurve.of(shape, 700, 200, 500);
    assertThat(curve.wattsMin()).isEqualTo(350);
    assertThat(curve.wattsMax()).isEqualTo(700);
    assertThat(curve.throughput(700)).isEqualTo(PowerCurve.WHOLE);
    assertThat(curve.throughput(349)).isZero();
    for (int i = 0; i < curve.pieces(); i++) {
      assertThat(i == 0 || curve.slope(i) < curve.slope(i - 1)).isTrue();
      for (int watts = curve.corner(i); watts < curve.corner(i + 1); watts++) {
        assertThat(curve.throughput(watts + 1) - curve.throughput(watts)).isEqualTo(curve.slope(i));
      }
    }
  }

  @Test
  void shouldNeverBeginBelowWhatTheDeviceAccepts() {
    assertThat(PowerCurve.of(CurveShape.INFERENCE, 72, 40, 500).wattsMin()).isEqualTo(40);
    assertThat(PowerCurve.of(CurveShape.INFERENCE, 350, 200, 500).wattsMin()).isEqualTo(200);
    assertThat(PowerCurve.of(CurveShape.INFERENCE, 333, 0, 500).wattsMin()).isEqualTo(167);
  }

  @Test
  void shouldGoThroughMeasuredPointsOnTheHull() {
    PowerCurve curve = PowerCurve.measured(SWEEP, INFERENCE);
    assertThat(curve.wattsMin()).isEqualTo(100);
    assertThat(curve.pieces()).isEqualTo(5);
    for (int i = 0; i < SWEEP.length; i++) {
      assertThat(curve.throughput(SWEEP[i])).isCloseTo(1000L * INFERENCE[i], within(1000L));
    }
  }

  @Test
  void shouldBridgeASagAndADip() {
    int[] watts = {200, 250, 300, 350, 400};
    int[] measured = {500_000, 550_000, 800_000, 1_000_000, 990_000};
    PowerCurve curve = PowerCurve.measured(watts, measured);
    assertThat(curve.throughput(250)).isCloseTo(666_666_666, within(1000L));
    assertThat(curve.throughput(400)).isEqualTo(PowerCurve.WHOLE);
    assertThat(curve.slope(curve.pieces() - 1)).isZero();
  }

  @Test
  void shouldBeTheLeastConcaveCurveAboveThePoints() {
    SplittableRandom random = new SplittableRandom(11);
    for (int run = 0; run < 300; run++) {
      int n = 2 + random.nextInt(9);
      int[] watts = new int[n];
      int[] parts = new int[n];
      for (int i = 0; i < n; i++) {
        watts[i] = (i == 0 ? 100 : watts[i - 1]) + 1 + random.nextInt(60);
        parts[i] = (i == 0 ? 100_000 : parts[i - 1]) + random.nextInt(90_000);
      }
      PowerCurve curve = PowerCurve.measured(watts, parts);
      for (int at = watts[0]; at <= watts[n - 1]; at++) {
        assertThat((double) curve.throughput(at))
            .isCloseTo(1000 * chords(watts, parts, at), within(1000.0));
      }
    }
  }

  /** The best line between any two points around. */
  private static double chords(int[] watts, int[] parts, int at) {
    double best = 0;
    for (int i = 0; i < watts.length; i++) {
      for (int j = i; j < watts.length; j++) {
        if (watts[i] <= at && at <= watts[j]) {
          double share = i == j ? 0 : (at - watts[i]) / (double) (watts[j] - watts[i]);
          best = Math.max(best, parts[i] + share * (parts[j] - parts[i]));
        }
      }
    }
    return best;
  }

  @Test
  void shouldFindTheLeastCapForAThroughput() {
    PowerCurve curve = PowerCurve.of(CurveShape.INFERENCE, 400, 100, 300);
    for (long wanted = 300_000_000; wanted <= 1_000_000_000; wanted += 1_234_567) {
      int cap = curve.wattsFor(wanted);
      assertThat(curve.throughput(cap)).isGreaterThanOrEqualTo(wanted);
      assertThat(cap == curve.wattsMin() || curve.throughput(cap - 1) < wanted).isTrue();
    }
    // The floors that tiers promise, from the inverse of the closed form.
    assertThat(curve.wattsFor(900_000_000)).isCloseTo((int) (0.68 * 400), within(2));
    assertThat(curve.wattsFor(750_000_000)).isCloseTo((int) (0.51 * 400), within(2));
    assertThat(curve.wattsFor(500_000_000)).isCloseTo((int) (0.36 * 400), within(2));
  }

  @ParameterizedTest
  @CsvSource({"INFERENCE, 55", "INFERENCE, 30", "FINE_TUNING, 55", "INFERENCE, 70"})
  void shouldPauseWhereTheClosedFormSays(CurveShape shape, int idle) {
    double xIdle = idle / 400.0;
    double z = 1;
    for (int i = 0; i < 200; i++) {
      z = Math.log1p(z + a(shape) * (x0(shape) - xIdle));
    }
    double expected = 400 * (x0(shape) + z / a(shape));
    PowerCurve curve = PowerCurve.of(shape, 400, 0, 300);
    assertThat((double) curve.wattsPause(idle)).isCloseTo(expected, within(8.0));
  }

  @Test
  void shouldNeverPauseWhatIdlesAsHighAsItsCurveBegins() {
    PowerCurve curve = PowerCurve.of(CurveShape.PRE_TRAINING, 400, 0, 300);
    assertThat(curve.wattsPause(85)).isEqualTo(curve.wattsMin());
    assertThat(PowerCurve.of(CurveShape.INFERENCE, 400, 0, 500).wattsPause(55)).isEqualTo(200);
  }

  @Test
  void shouldKeepTheMeterWithinWhatWasGranted() {
    for (int permille : new int[] {1000, 1003, 1150, 1380}) {
      PowerCurve device = PowerCurve.of(CurveShape.INFERENCE, 700, 200, 500);
      PowerCurve metered = device.metered(permille);
      for (int watts = metered.wattsMin(); watts <= metered.wattsMax(); watts++) {
        int cap = Math.min(700, PowerCurve.deviceCap(watts, permille));
        assertThat((long) cap * permille).isLessThanOrEqualTo(1000L * watts);
        assertThat(cap).isGreaterThanOrEqualTo(device.wattsMin());
        double lost = (metered.throughput(watts) - device.throughput(cap)) / 1e9;
        assertThat(lost).isBetween(-0.001, 0.005);
      }
    }
  }

  @Test
  void shouldRefuseWhatIsNoCurve() {
    assertThatThrownBy(() -> PowerCurve.measured(new int[] {200, 200}, new int[] {1, 2}))
        .hasMessage("The caps of a curve must rise, but 200 W is cap 1.");
    assertThatThrownBy(() -> PowerCurve.of(CurveShape.INFERENCE, 400, 100, 200))
        .hasMessage("A knee must be 300 to 1000 permille of the peak, but was 200.");
    assertThatThrownBy(() -> PowerCurve.measured(SWEEP, INFERENCE).metered(999))
        .hasMessageContaining("999 permille");
  }

  @Test
  void shouldLoseNothingWhereNoWattsAreKnown() {
    PowerCurve curve = PowerCurve.of(CurveShape.INFERENCE, 0, 0, CurveShape.KNEE_PERMILLE);

    assertThat(curve.throughput(0)).isEqualTo(PowerCurve.WHOLE);
    assertThat(curve.wattsMax()).isZero();
  }

  @Test
  void shouldLoseNothingDownToWhatWorkDraws() {
    PowerCurve curve = PowerCurve.of(CurveShape.INFERENCE, 700, 200, CurveShape.KNEE_PERMILLE);

    PowerCurve drawing = curve.drawing(480);

    assertThat(drawing.throughput(480)).isEqualTo(PowerCurve.WHOLE);
    assertThat(drawing.throughput(700)).isEqualTo(PowerCurve.WHOLE);
    assertThat(drawing.wattsMin()).isEqualTo(curve.wattsMin());
    assertThat(drawing.wattsMax()).isEqualTo(curve.wattsMax());
    // Below it the same shape goes on.
    assertThat((double) drawing.throughput(400) / PowerCurve.WHOLE)
        .isCloseTo(
            (double) curve.throughput(400) / curve.throughput(480),
            org.assertj.core.data.Offset.offset(1e-6));
  }

  @Test
  void shouldBeFlatWhereWorkDrawsNoMoreThanTheKnee() {
    PowerCurve curve = PowerCurve.of(CurveShape.INFERENCE, 700, 200, CurveShape.KNEE_PERMILLE);

    assertThat(curve.drawing(100).throughput(curve.wattsMin())).isEqualTo(PowerCurve.WHOLE);
    assertThat(curve.drawing(900)).isSameAs(curve);
  }
}
