package io.wattpack.api.batch;

/** What became of a tenant's request. */
public sealed interface Outcome<T> {
  /**
   * It was carried out.
   *
   * @param isReplayed the request was a repeat: {@code value} is what the first one made
   */
  record Done<T>(T value, boolean isReplayed) implements Outcome<T> {}

  /** It was not carried out. */
  record Refused<T>(Refusal refusal) implements Outcome<T> {}

  static <T> Outcome<T> done(T value) {
    return new Done<>(value, false);
  }

  static <T> Outcome<T> replayed(T value) {
    return new Done<>(value, true);
  }

  static <T> Outcome<T> refused(Refusal refusal) {
    return new Refused<>(refusal);
  }
}
