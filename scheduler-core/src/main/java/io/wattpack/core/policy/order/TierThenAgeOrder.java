package io.wattpack.core.policy.order;

import io.wattpack.core.policy.QueueOrder;
import io.wattpack.core.policy.WorkView;

/** The more valuable tier first, then the older job, then its id. */
public final class TierThenAgeOrder implements QueueOrder {
  @Override
  public int compare(WorkView one, WorkView other) {
    if (one.tier() != other.tier()) {
      return Integer.compare(one.tier(), other.tier());
    }
    return one.age() != other.age()
        ? Long.compare(one.age(), other.age())
        : one.id().compareTo(other.id());
  }
}
