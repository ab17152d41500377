package io.wattpack.core.state;

import io.wattpack.core.model.MinerLimit;
import io.wattpack.core.state.column.OrderedIndex;
import io.wattpack.core.state.column.UndoLog;
import io.wattpack.core.units.EpochMillis;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What operators let miner groups run; what has ended is kept until it is changed. */
public final class MinerLimits {
  private final Topology topology;
  private final OrderedIndex<Integer, MinerLimit> limits;
  private final OrderedIndex<End, Boolean> ends;

  /** When a miner group's limit ends. */
  private record End(long at, int miner) implements Comparable<End> {
    @Override
    public int compareTo(End other) {
      return at != other.at ? Long.compare(at, other.at) : Integer.compare(miner, other.miner);
    }
  }

  MinerLimits(Topology topology, UndoLog log) {
    this.topology = topology;
    limits = new OrderedIndex<>(log);
    ends = new OrderedIndex<>(log);
  }

  private MinerLimits(MinerLimits other, UndoLog log) {
    topology = other.topology;
    limits = other.limits.copy(log);
    ends = other.ends.copy(log);
  }

  MinerLimits copy(UndoLog log) {
    return new MinerLimits(this, log);
  }

  /** Lays a limit over the group in place of the one before; null: takes that away. */
  void put(int miner, @Nullable MinerLimit limit) {
    EpochMillis former = endOf(limits.get(miner));
    EpochMillis end = endOf(limit);
    if (former != null) {
      ends.remove(new End(former.value(), miner));
    }
    if (end != null) {
      ends.put(new End(end.value(), miner), Boolean.TRUE);
    }
    if (limit == null) {
      limits.remove(miner);
    } else {
      limits.put(miner, limit);
    }
  }

  private static @Nullable EpochMillis endOf(@Nullable MinerLimit limit) {
    return limit == null ? null : limit.until();
  }

  /** The limit last laid over the group, ended or not; null: none. */
  @Nullable MinerLimit last(int miner) {
    return limits.get(miner);
  }

  /** The limit that holds at that moment; null: none. */
  @Nullable MinerLimit holding(int miner, long now) {
    MinerLimit limit = limits.get(miner);
    return limit != null && limit.holdsAt(now) ? limit : null;
  }

  /** The most steps that the group may run at that moment. */
  public int stepsMax(int miner, long now) {
    MinerLimit limit = holding(miner, now);
    return limit == null ? topology.miner(miner).steps() : limit.stepsMax();
  }

  /** Groups with a limit, ended or not, in their order. */
  public Collection<Integer> miners() {
    return List.copyOf(limits.entries().keySet());
  }

  /** When the next limit ends by itself; {@link Long#MAX_VALUE}: none does. */
  public long nextEnd(long now) {
    End next = ends.entries().ceilingKey(new End(now + 1, -1));
    return next == null ? Long.MAX_VALUE : next.at();
  }
}
