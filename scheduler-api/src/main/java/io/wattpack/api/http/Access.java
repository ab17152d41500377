package io.wattpack.api.http;

/** Who may call an endpoint. */
public enum Access {
  /** Anybody. */
  OPEN,
  /** Anybody on this machine; from elsewhere an operator key. */
  LOOPBACK,
  /** Any key. */
  ANY_KEY,
  /** A customer's key: the endpoint works on the tenant's own objects. */
  CUSTOMER,
  /** An operator's key. */
  OPERATOR
}
