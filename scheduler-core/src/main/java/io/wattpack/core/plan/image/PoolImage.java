package io.wattpack.core.plan.image;

import io.wattpack.core.model.PoolId;
import io.wattpack.core.units.EpochMillis;
import org.jspecify.annotations.Nullable;

/**
 * A pool, apart from its replicas and jobs.
 *
 * @param target replicas it should have
 * @param quietSince since when it has had no work; null: it has some
 */
public record PoolImage(PoolId pool, int target, @Nullable EpochMillis quietSince) {}
