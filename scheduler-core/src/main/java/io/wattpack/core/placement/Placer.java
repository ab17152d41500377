package io.wattpack.core.placement;

import io.wattpack.core.plan.Reason;
import io.wattpack.core.state.State;
import org.jspecify.annotations.Nullable;

/** Finds the best place for one replica: filter, score, choose. Changes nothing. */
public final class Placer {
  private final State state;

  public Placer(State state) {
    this.state = state;
  }

  /**
   * The best place on the watts it may count on.
   *
   * @param before the reason given last time; it is kept while it still holds
   */
  public Answer find(Request request, Headrooms headrooms, @Nullable Reason before) {
    return new Search(state, request, headrooms, before).find();
  }
}
