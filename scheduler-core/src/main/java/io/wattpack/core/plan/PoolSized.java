package io.wattpack.core.plan;

import io.wattpack.core.model.PoolId;

/** How many replicas the pool should have from now on. */
public record PoolSized(PoolId pool, int replicas, Reason reason) implements Decision {}
