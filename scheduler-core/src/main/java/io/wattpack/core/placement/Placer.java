package io.wattpack.core.placement;

import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.state.State;
import io.wattpack.core.state.TaskClassKey;
import io.wattpack.core.state.World;
import org.jspecify.annotations.Nullable;

/**
 * Finds the best place for one replica: filter, score, choose. Changes nothing but what it
 * remembers, and that changes no answer: it is made anew with every fleet and every policy.
 */
public final class Placer {
  private final State state;
  private final boolean remembers;
  private @Nullable World world;
  private @Nullable PlacementPolicy policy;
  private @Nullable Memory memory;

  private record Memory(Asks asks, Search search, GangSearch gangs) {}

  public Placer(State state) {
    this(state, true);
  }

  private Placer(State state, boolean remembers) {
    this.state = state;
    this.remembers = remembers;
  }

  /** One that looks at everything anew each time; it gives the same answers, more slowly. */
  public static Placer withoutMemory(State state) {
    return new Placer(state, false);
  }

  public Ask askOfPool(int pool) {
    return memory().asks().ofPool(pool);
  }

  public Ask askOfTask(TaskClassKey task) {
    return memory().asks().ofTask(task);
  }

  /**
   * The best place on the watts it may count on.
   *
   * @param before the reason given last time; it is kept while it still holds
   */
  public Answer find(Ask ask, Headrooms headrooms, @Nullable Reason before) {
    if (!remembers) {
      memory = null;
    }
    return ask.members() > 1
        ? memory().gangs().find(ask, headrooms, before)
        : memory().search().find(ask, headrooms, before);
  }

  @SuppressWarnings("ReferenceEquality") // the same objects, not equal ones
  private Memory memory() {
    Memory known = memory;
    if (known == null || world != state.world() || policy != state.policy()) {
      world = state.world();
      policy = state.policy();
      Search search = new Search(state, PolicyCatalog.profileOf(policy, state.topology()));
      known = new Memory(new Asks(state), search, new GangSearch(state, search));
      memory = known;
    }
    return known;
  }
}
