package io.wattpack.core.power;

import io.wattpack.core.model.GpuModel;
import java.util.Arrays;

/**
 * Throughput of one GPU under a power cap: straight lines between whole watts, each less steep than
 * the one before, in billionths of the uncapped rate.
 *
 * <p>It begins at its knee: whoever cannot be given that much is paused, not capped further. Slopes
 * are whole billionths per watt, so that every whole watt has an exact value and sums of values are
 * exact. Rounding them moves a value by less than a millionth.
 *
 * <p>What is measured need not be concave. The curve is then the concave hull: where the measured
 * line sags, two devices at the ends of the sag are worth what the hull says in between.
 */
public final class PowerCurve {
  /** The uncapped rate. */
  public static final int WHOLE = 1_000_000_000;

  private static final int PERMILLE = 1000;
  private static final int PIECES_MAX = 64;

  private final int[] watts;
  private final int[] slopes;
  private final long[] values;

  private PowerCurve(int[] watts, int[] slopes, long[] values) {
    this.watts = watts;
    this.slopes = slopes;
    this.values = values;
  }

  /** The curve of a kind of work on a GPU model, from the usual knee to the peak. */
  public static PowerCurve of(CurveShape shape, GpuModel model) {
    return of(shape, model.peak().value(), model.capMin().value(), CurveShape.KNEE_PERMILLE);
  }

  /**
   * The curve of a kind of work.
   *
   * @param peak watts at which nothing is lost
   * @param capMin the lowest cap the device accepts
   * @param kneePermille below this part of the peak it is never capped; at least {@link
   *     CurveShape#PERMILLE_MIN}
   */
  public static PowerCurve of(CurveShape shape, long peak, long capMin, int kneePermille) {
    if (kneePermille < CurveShape.PERMILLE_MIN || kneePermille > PERMILLE) {
      throw new IllegalArgumentException(
          "A knee must be %d to %d permille of the peak, but was %d."
              .formatted(CurveShape.PERMILLE_MIN, PERMILLE, kneePermille));
    }
    long least = Math.min(peak, Math.max(capMin, Math.ceilDiv(peak * kneePermille, PERMILLE)));
    int pieces = (int) Math.min(PIECES_MAX, peak - least);
    int[] at = new int[pieces + 1];
    long[] throughput = new long[pieces + 1];
    for (int i = 0; i <= pieces; i++) {
      at[i] = Math.toIntExact(least + (peak - least) * i / Math.max(1, pieces));
      throughput[i] = shape.billionths(at[i], peak);
    }
    return hull(at, throughput);
  }

  /**
   * The curve through measured points, from the first to the last.
   *
   * @param watts the caps, rising
   * @param millionths throughput at each, of the uncapped rate; a dip counts as the best below it
   */
  public static PowerCurve measured(int[] watts, int[] millionths) {
    if (watts.length == 0 || watts.length != millionths.length) {
      throw new IllegalArgumentException(
          "A curve needs as many caps as throughputs and at least one, but had %d and %d."
              .formatted(watts.length, millionths.length));
    }
    long[] throughput = new long[watts.length];
    for (int i = 0; i < watts.length; i++) {
      if (watts[i] < 0 || (i > 0 && watts[i] <= watts[i - 1])) {
        throw new IllegalArgumentException(
            "The caps of a curve must rise, but %d W is cap %d.".formatted(watts[i], i));
      }
      throughput[i] = Math.max((long) PERMILLE * millionths[i], i > 0 ? throughput[i - 1] : 0);
    }
    return hull(watts, throughput);
  }

  /**
   * The concave hull of points of any origin: what a device is worth at watts that it may also be
   * given by pausing or stopping it, shifted so that the least is 0. Values may exceed {@link
   * #WHOLE}.
   *
   * @param watts rising
   * @param billionths value at each, from 0; a dip counts as the best below it, and what rises by
   *     more than an int of them for a watt as that much
   */
  public static PowerCurve through(int[] watts, long[] billionths) {
    long[] values = billionths.clone();
    for (int i = values.length - 2; i >= 0; i--) {
      long steepest = (long) Integer.MAX_VALUE * (watts[i + 1] - watts[i]);
      values[i] = Math.max(values[i], values[i + 1] - steepest);
    }
    for (int i = 1; i < values.length; i++) {
      values[i] = Math.max(values[i], values[i - 1]);
    }
    return hull(watts, values);
  }

  /** From the last point back: the next corner is the one with the least steep line to it. */
  private static PowerCurve hull(int[] watts, long[] throughput) {
    int[] corners = corners(watts, throughput);
    int pieces = corners.length - 1;
    int[] at = new int[pieces + 1];
    int[] slopes = new int[pieces];
    long[] values = new long[pieces + 1];
    at[pieces] = watts[watts.length - 1];
    values[pieces] = throughput[watts.length - 1];
    for (int i = pieces - 1; i >= 0; i--) {
      at[i] = watts[corners[i]];
      long rise = throughput[corners[i + 1]] - throughput[corners[i]];
      slopes[i] = Math.toIntExact(rise / (at[i + 1] - at[i]));
      values[i] = values[i + 1] - (long) slopes[i] * (at[i + 1] - at[i]);
    }
    return new PowerCurve(at, slopes, values);
  }

  private static int[] corners(int[] watts, long[] throughput) {
    int[] stack = new int[watts.length];
    int size = 0;
    for (int i = 0; i < watts.length; i++) {
      while (size > 1 && isUnder(watts, throughput, stack[size - 2], stack[size - 1], i)) {
        size--;
      }
      stack[size++] = i;
    }
    return Arrays.copyOf(stack, size);
  }

  /** Whether the middle point is on or under the line of the outer ones. */
  private static boolean isUnder(int[] watts, long[] throughput, int left, int middle, int right) {
    long before = (throughput[middle] - throughput[left]) * (watts[right] - watts[middle]);
    long after = (throughput[right] - throughput[middle]) * (watts[middle] - watts[left]);
    return before <= after;
  }

  /**
   * The curve of work of the same shape that draws no more than that, whatever it may: a cap above
   * costs it nothing.
   *
   * @param drawn watts, at most the peak; what is below the knee counts as the knee
   */
  public PowerCurve drawing(int drawn) {
    int most = Math.max(drawn, wattsMin());
    if (most >= wattsMax()) {
      return this;
    }
    int[] at = Arrays.copyOf(watts, watts.length + 1);
    int below = 0;
    while (watts[below] < most) {
      below++;
    }
    at[below] = most;
    at[below + 1] = wattsMax();
    long[] throughput = new long[below + 2];
    for (int i = 0; i < below; i++) {
      // At most a billion billions.
      throughput[i] = values[i] * WHOLE / throughput(most);
    }
    throughput[below] = WHOLE;
    throughput[below + 1] = WHOLE;
    return hull(Arrays.copyOf(at, below + 2), throughput);
  }

  /**
   * The same work as seen by a meter that also reads what each watt of the device costs on the way:
   * fans, cooling, losses. Its watts are whole watts at the meter.
   *
   * @param permille watts at the meter for a thousand of the device, rounded up; at least 1000
   */
  public PowerCurve metered(int permille) {
    if (permille < PERMILLE) {
      throw new IllegalArgumentException(
          "A meter reads at least what the device draws, but the factor was %d permille."
              .formatted(permille));
    }
    int[] seen = new int[watts.length];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = Math.toIntExact(Math.ceilDiv((long) watts[i] * permille, PERMILLE));
    }
    return hull(seen, values);
  }

  /**
   * The cap to set so that the meter reads no more than that. What is lost by whole watts is less
   * than one watt of a device.
   */
  public static int deviceCap(int meteredWatts, int permille) {
    return (int) ((long) meteredWatts * PERMILLE / permille);
  }

  /** The knee: the lowest cap. */
  public int wattsMin() {
    return watts[0];
  }

  /** The cap from which on nothing more is gained. */
  public int wattsMax() {
    return watts[watts.length - 1];
  }

  /** Number of straight pieces. */
  public int pieces() {
    return slopes.length;
  }

  /** Where piece i begins, and piece i - 1 ends. */
  public int corner(int i) {
    return watts[i];
  }

  /** Billionths of the uncapped rate that each watt of piece i is worth; falls with i. */
  public int slope(int i) {
    return slopes[i];
  }

  /** Throughput at a cap, in billionths of the uncapped rate; nothing below the knee. */
  public long throughput(int cap) {
    if (cap < watts[0]) {
      return 0;
    }
    int found = Arrays.binarySearch(watts, cap);
    int i = found >= 0 ? found : -found - 2;
    return i == slopes.length ? values[i] : values[i] + (long) slopes[i] * (cap - watts[i]);
  }

  /** The least cap of the curve at which it gives that many billionths; the peak if none does. */
  public int wattsFor(long billionths) {
    int i = 0;
    while (i < slopes.length && values[i + 1] < billionths) {
      i++;
    }
    if (i == slopes.length) {
      return wattsMax();
    }
    long missing = Math.max(0, billionths - values[i]);
    return watts[i] + (int) (missing == 0 ? 0 : Math.ceilDiv(missing, (long) slopes[i]));
  }

  /**
   * The cap below which pausing beats capping: there a watt above idle gives the most throughput,
   * so that a few devices at this cap and the others paused are worth more than all of them below
   * it.
   *
   * <p>For the closed form of {@link CurveShape} it is x0 + z/a with e^z = 1 + z + a(x0 - idle);
   * with idle at x0 or above, capping always wins. A curve that begins above that point gives its
   * knee.
   *
   * @param idle watts that a paused device draws
   */
  public int wattsPause(long idle) {
    int best = 0;
    for (int i = 1; i < watts.length && watts[best] > idle; i++) {
      // Concave, and so is the line from idle: the first corner after which it falls is the best.
      if (values[i] * (watts[best] - idle) <= values[best] * (watts[i] - idle)) {
        break;
      }
      best = i;
    }
    return watts[best];
  }
}
