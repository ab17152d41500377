package io.wattpack.api.batch;

import java.util.Locale;

/** Why the unsettled lines of a batch will not run. */
enum Closing {
  CANCELLED("batch_cancelled", "The batch was cancelled before this request ran."),
  EXPIRED("batch_expired", "The batch's completion window ended before this request ran.");

  private final String code;
  private final String message;

  Closing(String code, String message) {
    this.code = code;
    this.message = message;
  }

  /** The code in the error file. */
  String code() {
    return code;
  }

  String message() {
    return message;
  }

  static Closing parse(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
