package io.wattpack.api.http;

/** Hears of every answer. */
@FunctionalInterface
public interface RequestObserver {
  /**
   * One request was answered.
   *
   * @param route the endpoint's path as documented, or {@code unmatched}
   * @param nanos from the first byte of the request to the last of the answer
   */
  void answered(String method, String route, int status, long nanos);
}
