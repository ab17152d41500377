package io.wattpack.core.queue;

import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.state.DeadlineSums;
import io.wattpack.core.state.Pools;
import io.wattpack.core.state.State;
import java.util.Map;

/**
 * How many replicas a pool should have.
 *
 * <p>The idea: by earliest deadline first, the work due up to each deadline must drain within half
 * of what is left until then, at most {@link #DRAIN_MILLIS_MAX}; the most demanding deadline
 * counts. A pool grows with its backlog, is never larger than its chunks, keeps what runs while
 * there is work, and goes back to its least size after a quiet time. Deadlines are read in buckets,
 * so the cost does not grow with the number of jobs.
 */
public final class PoolSizing {
  /** The longest time in which a backlog should drain. */
  public static final long DRAIN_MILLIS_MAX = 300_000;

  /** After this long without work a pool goes back to its least size. */
  public static final long QUIET_MILLIS = 60_000;

  private static final long DRAIN_MILLIS_MIN = 1_000;
  private static final long MILLIS = 1_000;
  private static final long BUCKET = DeadlineSums.BUCKET_MILLIS;
  private static final long HORIZON_BUCKETS = 2 * DRAIN_MILLIS_MAX / BUCKET;

  /** Any backlog above this needs more replicas than a pool may have. */
  private static final long TOKENS_MAX = 1_000_000_000_000_000L;

  private PoolSizing() {}

  /**
   * The size the pool should have, and why.
   *
   * @param replicas that work
   * @param paused at most so many more may stay with their weights in memory
   */
  public record Size(int replicas, int paused, ReasonCode why) {}

  public static Size sizeOf(State state, int pool) {
    if (state.topology().retained().hasPool(pool)) {
      return new Size(0, 0, ReasonCode.DRAINED);
    }
    PoolSpec spec = state.topology().pool(pool);
    Pools pools = state.pools();
    boolean hasWork = pools.tokensLeft(pool) > 0;
    long wanted = hasWork ? wantedWithWork(state, pool) : wantedWithoutWork(state, pool);
    int replicas = Math.clamp(wanted, spec.replicasMin(), spec.replicasMax());
    return new Size(replicas, paused(state, pool, replicas), why(state, pool, replicas));
  }

  /**
   * With work, or while it may come again, as many as could ever go on; then only what the pool is
   * short of.
   */
  private static int paused(State state, int pool, int replicas) {
    int running = state.pools().running(pool);
    int most = isQuiet(state, pool) ? replicas : state.topology().pool(pool).replicasMax();
    return Math.max(0, most - running);
  }

  private static boolean isQuiet(State state, int pool) {
    return state.pools().tokensLeft(pool) == 0
        && state.now() - state.pools().quietSince(pool) >= QUIET_MILLIS;
  }

  private static ReasonCode why(State state, int pool, int replicas) {
    if (state.pools().tokensLeft(pool) > 0) {
      boolean isLeast = replicas == state.topology().pool(pool).replicasMin();
      return isLeast ? ReasonCode.POOL_AT_MIN : ReasonCode.BACKLOG;
    }
    return replicas < state.pools().target(pool) ? ReasonCode.POOL_QUIET : ReasonCode.POOL_AT_MIN;
  }

  private static long wantedWithWork(State state, int pool) {
    long need = Math.min(need(state, pool), Math.max(1, state.pools().chunksLeft(pool)));
    // What runs is kept while there is work: stopping and loading again costs more than it saves.
    return Math.max(need, state.pools().running(pool));
  }

  private static long wantedWithoutWork(State state, int pool) {
    Pools pools = state.pools();
    return isQuiet(state, pool) ? 0 : Math.min(pools.target(pool), pools.running(pool));
  }

  private static long need(State state, int pool) {
    DeadlineSums sums = state.pools().deadlines(pool);
    long rate = state.topology().tokensPerSecond(pool);
    long bucket = state.now() / BUCKET;
    long due = sums.upTo(bucket);
    long need = replicasFor(due, rate, DRAIN_MILLIS_MIN);
    for (Map.Entry<Long, Long> later : sums.between(bucket, bucket + HORIZON_BUCKETS - 1)) {
      due += later.getValue();
      need = Math.max(need, replicasFor(due, rate, drainMillis(later.getKey() - bucket)));
    }
    long all = state.pools().tokensLeft(pool);
    return Math.max(need, replicasFor(all, rate, DRAIN_MILLIS_MAX));
  }

  private static long drainMillis(long bucketsLeft) {
    return Math.clamp(bucketsLeft * BUCKET / 2, DRAIN_MILLIS_MIN, DRAIN_MILLIS_MAX);
  }

  private static long replicasFor(long tokens, long rate, long drainMillis) {
    return Math.ceilDiv(Math.min(tokens, TOKENS_MAX) * MILLIS, rate * drainMillis);
  }

  /** When time alone could change the size; {@link Long#MAX_VALUE}: never. */
  public static long nextChange(State state, int pool) {
    Pools pools = state.pools();
    if (pools.tokensLeft(pool) == 0) {
      boolean canShrink =
          Math.max(pools.running(pool) + pools.pausedCount(pool), pools.target(pool))
              > state.topology().pool(pool).replicasMin();
      long end = pools.quietSince(pool) + QUIET_MILLIS;
      return canShrink && end > state.now() ? end : Long.MAX_VALUE;
    }
    long bucket = state.now() / BUCKET;
    Long next = pools.deadlines(pool).nextAfter(bucket);
    return next == null ? Long.MAX_VALUE : Math.max(bucket + 1, next - HORIZON_BUCKETS) * BUCKET;
  }
}
