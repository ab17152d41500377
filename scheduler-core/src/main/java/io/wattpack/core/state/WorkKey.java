package io.wattpack.core.state;

import io.wattpack.core.policy.QueueOrder;
import io.wattpack.core.policy.WorkView;
import io.wattpack.core.policy.order.TierThenAgeOrder;
import org.jspecify.annotations.Nullable;

/**
 * A place in the one order of everything that could run. Either a pool that is short of replicas or
 * a class of equal waiting tasks.
 *
 * @param tier ordinal of the service tier
 * @param age when its oldest job was submitted; {@link #FIRST}: before every job of the tier
 * @param id of that job; empty without one
 * @param pool dense index; negative: it is a task class
 */
public record WorkKey(int tier, long age, String id, int pool, @Nullable TaskClassKey taskClass)
    implements Comparable<WorkKey>, WorkView {
  /** The age of a pool below its least size. */
  public static final long FIRST = -1;

  private static final QueueOrder ORDER = new TierThenAgeOrder();

  @Override
  public int compareTo(WorkKey other) {
    int byOrder = ORDER.compare(this, other);
    return byOrder != 0 ? byOrder : Integer.compare(pool, other.pool);
  }
}
