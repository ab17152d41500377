package io.wattpack.core.policy;

import io.wattpack.core.plan.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What a filter answers: it fits, not now, or never on this fleet.
 *
 * @param reason why not; null: it fits
 */
public record Verdict(Outcome outcome, @Nullable Reason reason) {
  private static final Verdict FITS = new Verdict(Outcome.FITS, null);

  /** Whether, and if not, whether anything but another fleet could change it. */
  public enum Outcome {
    FITS,
    NOT_NOW,
    NEVER
  }

  public static Verdict fits() {
    return FITS;
  }

  public static Verdict notNow(Reason reason) {
    return new Verdict(Outcome.NOT_NOW, reason);
  }

  public static Verdict never(Reason reason) {
    return new Verdict(Outcome.NEVER, reason);
  }

  public boolean isFit() {
    return outcome == Outcome.FITS;
  }
}
