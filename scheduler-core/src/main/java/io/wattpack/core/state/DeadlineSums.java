package io.wattpack.core.state;

import io.wattpack.core.state.column.OrderedIndex;
import io.wattpack.core.state.column.UndoLog;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tokens by deadline, summed up to any moment.
 *
 * <p>The idea: deadlines fall into buckets, and buckets into buckets of {@value #FAN}, level over
 * level; a sum reads at most {@value #FAN} entries of each level. So no number of jobs or of past
 * deadlines makes a sum long.
 */
public final class DeadlineSums {
  /** Milliseconds of one bucket. */
  public static final long BUCKET_MILLIS = 10_000;

  private static final int FAN = 64;
  private static final int FAN_BITS = 6;
  private static final int LEVELS = 6;
  private static final int LEVEL_BITS = 58;

  private final OrderedIndex<Long, Long> sums;

  DeadlineSums(UndoLog log) {
    sums = new OrderedIndex<>(log);
  }

  private DeadlineSums(OrderedIndex<Long, Long> sums) {
    this.sums = sums;
  }

  DeadlineSums copy(UndoLog log) {
    return new DeadlineSums(sums.copy(log));
  }

  void add(long deadline, long tokens) {
    long bucket = deadline / BUCKET_MILLIS;
    for (int level = 0; level < LEVELS; level++) {
      long key = key(level, bucket >> (FAN_BITS * level));
      Long before = sums.get(key);
      long after = (before == null ? 0 : before) + tokens;
      if (after == 0) {
        sums.remove(key);
      } else {
        sums.put(key, after);
      }
    }
  }

  /** Tokens with deadlines in this bucket or an earlier one. */
  public long upTo(long bucket) {
    long sum = 0;
    for (int level = 0; level < LEVELS; level++) {
      long end = (bucket + 1) >> (FAN_BITS * level);
      boolean isTop = level == LEVELS - 1;
      long start = isTop ? 0 : end & -FAN;
      for (long part : sums.entries().subMap(key(level, start), key(level, end)).values()) {
        sum += part;
      }
    }
    return sum;
  }

  /** The buckets after {@code from}, up to {@code to}, that hold anything. */
  public Iterable<Map.Entry<Long, Long>> between(long from, long to) {
    return sums.entries().subMap(key(0, from + 1), key(0, to + 1)).entrySet();
  }

  /** The first bucket after this one that holds anything; null: none. */
  public @Nullable Long nextAfter(long bucket) {
    Long next = sums.entries().higherKey(key(0, bucket));
    return next == null || next >= key(1, 0) ? null : next;
  }

  private static long key(int level, long index) {
    return ((long) level << LEVEL_BITS) + index;
  }
}
