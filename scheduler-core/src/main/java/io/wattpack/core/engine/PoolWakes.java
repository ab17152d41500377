package io.wattpack.core.engine;

import io.wattpack.core.queue.PoolSizing;
import io.wattpack.core.state.State;
import io.wattpack.core.state.Topology;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** When time alone could change the size of each pool; derived from the state. */
final class PoolWakes {
  private final TreeSet<Wake> order = new TreeSet<>();
  private @Nullable Topology topology;
  private long[] wakeAt = new long[0];

  private record Wake(long at, int pool) implements Comparable<Wake> {
    @Override
    public int compareTo(Wake other) {
      return at != other.at ? Long.compare(at, other.at) : Integer.compare(pool, other.pool);
    }
  }

  PoolWakes copy() {
    PoolWakes copy = new PoolWakes();
    copy.order.addAll(order);
    copy.topology = topology;
    copy.wakeAt = wakeAt.clone();
    return copy;
  }

  /** Makes the pools whose time has come ones to look at again. */
  void due(State state) {
    if (topology != state.topology()) {
      order.clear();
      topology = state.topology();
      wakeAt = new long[topology.poolCount()];
      Arrays.fill(wakeAt, Long.MAX_VALUE);
    }
    for (Wake wake : order) {
      if (wake.at() > state.now()) {
        return;
      }
      state.pools().touch(wake.pool());
    }
  }

  /** Finds the next time of pools that were looked at. */
  void plan(State state, Collection<Integer> pools) {
    for (int pool : pools) {
      order.remove(new Wake(wakeAt[pool], pool));
      wakeAt[pool] = PoolSizing.nextChange(state, pool);
      if (wakeAt[pool] != Long.MAX_VALUE) {
        order.add(new Wake(wakeAt[pool], pool));
      }
    }
  }

  /** The next time of any pool; {@link Long#MAX_VALUE}: none. */
  long next() {
    return order.isEmpty() ? Long.MAX_VALUE : order.first().at();
  }
}
