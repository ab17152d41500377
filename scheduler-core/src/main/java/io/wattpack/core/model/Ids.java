package io.wattpack.core.model;

import java.util.regex.Pattern;

/** The one rule for identifiers: 1 to 200 characters without white space or control characters. */
final class Ids {
  private static final int LENGTH_MAX = 200;
  private static final Pattern BAD = Pattern.compile("[\\s\\p{Cntrl}]");

  private Ids() {}

  static void check(String type, String value) {
    if (value.isEmpty() || value.length() > LENGTH_MAX || BAD.matcher(value).find()) {
      throw new IllegalArgumentException(
          "A %s must have 1 to %d characters without white space, but was '%s'."
              .formatted(type, LENGTH_MAX, value));
    }
  }
}
