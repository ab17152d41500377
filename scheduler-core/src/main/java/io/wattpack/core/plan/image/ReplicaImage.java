package io.wattpack.core.plan.image;

import io.wattpack.core.model.PowerCap;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import org.jspecify.annotations.Nullable;

/**
 * A replica whose end is not confirmed.
 *
 * @param start as it was decided, but with the reason of its present state
 * @param startedAt when that was decided
 * @param since when it entered its present state
 * @param watts what it raised its domains by then; what else is booked has changed since
 * @param cap what each of its GPUs is held to; null: nobody capped it
 * @param tokensPerSecond of its profile as it was then; a task: 0
 * @param millijoulesPerToken of its profile as it was then; a task: 0
 */
public record ReplicaImage(
    ReplicaStart start,
    ReplicaState state,
    EpochMillis startedAt,
    EpochMillis since,
    Watts watts,
    @Nullable PowerCap cap,
    long tokensPerSecond,
    long millijoulesPerToken) {}
