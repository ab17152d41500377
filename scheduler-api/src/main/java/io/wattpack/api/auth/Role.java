package io.wattpack.api.auth;

import java.util.Locale;

/** What a key may do. */
public enum Role {
  /** Sees and steers every site; issues keys. Owns no customer objects. */
  OPERATOR,
  /** Sees and makes its own tenant's objects only. */
  CUSTOMER;

  /** The word used in the store and on the wire. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Role ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
