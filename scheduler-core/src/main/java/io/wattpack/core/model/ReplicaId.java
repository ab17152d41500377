package io.wattpack.core.model;

/**
 * Numbers a {@link io.wattpack.core.model.ReplicaState replica}: counted up by the core, never used
 * twice.
 */
public record ReplicaId(long value) implements Comparable<ReplicaId> {
  private static final String PREFIX = "r-";

  public ReplicaId {
    if (value < 1) {
      throw new IllegalArgumentException(
          "A replica number starts at 1, but was %d.".formatted(value));
    }
  }

  /** Reads the text form, for example {@code r-17}. */
  public static ReplicaId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "A replica id looks like r-17, but was '%s'.".formatted(text));
    }
    return new ReplicaId(Long.parseLong(text.substring(PREFIX.length())));
  }

  @Override
  public int compareTo(ReplicaId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return PREFIX + value;
  }
}
