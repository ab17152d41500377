package io.wattpack.api.config;

import java.util.Locale;

/** The value of a key that says whether something holds. */
enum YesNo {
  FALSE,
  TRUE;

  static YesNo of(boolean holds) {
    return holds ? TRUE : FALSE;
  }

  boolean holds() {
    return this == TRUE;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
