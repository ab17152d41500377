package io.wattpack.core.state;

import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.plan.PoolShare;
import io.wattpack.core.plan.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pool now.
 *
 * @param target replicas it should have
 * @param running replicas not paused, draining or stopped
 * @param ready replicas that serve
 * @param paused replicas that keep their weights and do nothing
 * @param linesWaiting lines of its own tier not yet settled
 * @param tokensWaiting their tokens
 * @param waiting why it has fewer than its target, or work and a paused replica; null: it waits for
 *     nothing
 */
public record PoolStatus(
    PoolSpec spec,
    int target,
    int running,
    int ready,
    int paused,
    long linesWaiting,
    long tokensWaiting,
    List<PoolShare> order,
    @Nullable Reason waiting) {}
