package io.wattpack.core.state;

import io.wattpack.core.plan.image.FleetDrain;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the fleet in force has only until it is no longer in use, by dense index: nothing starts
 * there. Never changes; the end of the drain is another fleet.
 */
public final class Retained {
  private static final boolean[] NOTHING = new boolean[0];

  private final @Nullable FleetDrain drain;
  private final boolean[] nodes;
  private final boolean[] pools;
  private final boolean[] isMiner;
  private final int[] miners;

  Retained(Topology topology, @Nullable FleetDrain drain) {
    this.drain = drain;
    if (drain == null) {
      nodes = NOTHING;
      pools = NOTHING;
      isMiner = NOTHING;
      miners = new int[0];
      return;
    }
    nodes =
        marks(topology.nodeCount(), drain.nodes().stream().mapToInt(topology::nodeOf).toArray());
    pools =
        marks(topology.poolCount(), drain.pools().stream().mapToInt(topology::poolOf).toArray());
    miners = drain.miners().stream().mapToInt(topology::minerOf).toArray();
    isMiner = marks(topology.minerCount(), miners);
  }

  private static boolean[] marks(int size, int[] marked) {
    boolean[] marks = new boolean[size];
    Arrays.stream(marked).forEach(index -> marks[index] = true);
    return marks;
  }

  /** The drain under way; null: none. */
  public @Nullable FleetDrain drain() {
    return drain;
  }

  public boolean hasNode(int node) {
    return drain != null && nodes[node];
  }

  public boolean hasPool(int pool) {
    return drain != null && pools[pool];
  }

  public boolean hasMiner(int miner) {
    return drain != null && isMiner[miner];
  }

  /** Miner groups that must go off, by dense index. To look at only. */
  public int[] miners() {
    return miners;
  }
}
