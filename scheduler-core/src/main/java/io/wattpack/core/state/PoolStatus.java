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
 * @param running replicas not draining or stopped
 * @param ready replicas that serve
 * @param linesWaiting lines of its own tier not yet settled
 * @param tokensWaiting their tokens
 * @param waiting why it has fewer than its target; null: it has them all
 */
public record PoolStatus(
    PoolSpec spec,
    int target,
    int running,
    int ready,
    long linesWaiting,
    long tokensWaiting,
    List<PoolShare> order,
    @Nullable Reason waiting) {}
