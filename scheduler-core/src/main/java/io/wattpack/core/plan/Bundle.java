package io.wattpack.core.plan;

import java.util.List;

/** Decisions that need each other: all are carried out or none. At least one. */
public record Bundle(List<Decision> decisions) {
  public Bundle {
    decisions = List.copyOf(decisions);
    if (decisions.isEmpty()) {
      throw new IllegalArgumentException("A bundle must hold at least one decision.");
    }
  }

  public static Bundle of(Decision... decisions) {
    return new Bundle(List.of(decisions));
  }
}
