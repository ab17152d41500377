package io.wattpack.core.power.curtail;

import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.power.PowerCurve;
import org.jspecify.annotations.Nullable;

/**
 * Running devices that are worth the same and can be shed in the same ways; equal ones should be
 * one kind. All watts are those of one device at its own plug.
 *
 * @param curve what the device does at a cap
 * @param weight value of what one device does uncapped in an hour, in any unit that is the same for
 *     all; at least 1
 * @param wattsNow the cap that is enforced, within the curve
 * @param wattsMin the lowest cap: the knee of the curve, or what a promise of throughput needs
 * @param factorPermille watts at the domain's meter for a thousand of the device: fans, supplies;
 *     at least 1000
 * @param capMillis how long another cap takes; {@link #NEVER} if it may not be capped
 * @param pause what a pause does; none if it may not be paused
 * @param stop what a stop does; none if it may not be stopped
 */
public record CurtailKind(
    PowerCurve curve,
    int weight,
    ServiceTier tier,
    int wattsNow,
    int wattsMin,
    int factorPermille,
    long capMillis,
    @Nullable Off pause,
    @Nullable Off stop) {
  /** Instead of a time: not at all. */
  public static final long NEVER = -1;

  private static final int PERMILLE = 1000;

  public CurtailKind {
    if (weight < 1 || factorPermille < PERMILLE || capMillis < NEVER) {
      throw new IllegalArgumentException(
          "A weight of %d, a factor of %d permille or %d ms for a cap is out of range."
              .formatted(weight, factorPermille, capMillis));
    }
    if (wattsMin < curve.wattsMin() || wattsMin > wattsNow || wattsNow > curve.wattsMax()) {
      throw new IllegalArgumentException(
          "Caps of %d to %d W leave the curve, which has %d to %d W."
              .formatted(wattsMin, wattsNow, curve.wattsMin(), curve.wattsMax()));
    }
  }

  /** Watts of one device at the domain's meter, rounded up. */
  int metered(int watts) {
    return Math.toIntExact(Math.ceilDiv((long) watts * factorPermille, PERMILLE));
  }

  /**
   * A way to do nothing any more.
   *
   * @param watts that one device still draws
   * @param restartMillis production lost on top, as time of the uncapped load: what was in flight
   *     and what it takes to come back
   * @param millis from the order until the watts are gone
   */
  public record Off(int watts, long restartMillis, long millis) {
    /** More would not matter, and products stay within a long. */
    public static final long MILLIS_MAX = 9_000_000_000L;

    public Off {
      if (watts < 0 || restartMillis < 0 || millis < 0 || restartMillis > MILLIS_MAX) {
        throw new IllegalArgumentException(
            "%d W, %d ms of lost production or %d ms until then is out of range."
                .formatted(watts, restartMillis, millis));
      }
    }
  }
}
