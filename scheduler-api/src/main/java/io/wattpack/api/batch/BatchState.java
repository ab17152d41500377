package io.wattpack.api.batch;

import java.util.Locale;

/** The life of a batch as its tenant sees it; {@link #canBecome} lists the only legal moves. */
public enum BatchState {
  /** Its input is being read. */
  VALIDATING,
  /** Its lines wait or run. */
  IN_PROGRESS,
  /** Every line is settled, the end is being written. */
  FINALIZING,
  /** Every line is answered, well or badly. */
  COMPLETED,
  /** It could not run; {@code errors} says why. */
  FAILED,
  /** Its window ended before its lines did. */
  EXPIRED,
  /** Its tenant took it back; lines in flight settle. */
  CANCELLING,
  /** Its tenant took it back. */
  CANCELLED;

  boolean canBecome(BatchState next) {
    return switch (this) {
      case VALIDATING -> next == IN_PROGRESS || next == FAILED || next == CANCELLING;
      // Failed: the fleet stopped serving the model between validation and the core's answer.
      case IN_PROGRESS ->
          next == FINALIZING || next == EXPIRED || next == CANCELLING || next == FAILED;
      case FINALIZING -> next == COMPLETED;
      case CANCELLING -> next == CANCELLED;
      case COMPLETED, FAILED, EXPIRED, CANCELLED -> false;
    };
  }

  public boolean isFinal() {
    return switch (this) {
      case COMPLETED, FAILED, EXPIRED, CANCELLED -> true;
      case VALIDATING, IN_PROGRESS, FINALIZING, CANCELLING -> false;
    };
  }

  /** The word on the wire. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static BatchState parse(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
