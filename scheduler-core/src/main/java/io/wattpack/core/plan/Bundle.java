package io.wattpack.core.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decisions that need each other: all are carried out or none. At least one.
 *
 * @param relief what they are expected to free; null: they are for something else
 */
public record Bundle(List<Decision> decisions, @Nullable Relief relief) {
  public Bundle {
    decisions = List.copyOf(decisions);
    if (decisions.isEmpty()) {
      throw new IllegalArgumentException("A bundle must hold at least one decision.");
    }
  }

  /** One that is not meant to free watts. */
  public Bundle(List<Decision> decisions) {
    this(decisions, null);
  }

  public static Bundle of(Decision... decisions) {
    return new Bundle(List.of(decisions));
  }
}
