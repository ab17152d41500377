package io.wattpack.core.model;

/**
 * Anti-affinity: no single thing of the level takes more than so many replicas of the same pool, or
 * members of the same job. A node that has no thing of the level above it is not limited.
 *
 * @param replicasMax at least 1
 */
public record SpreadLimit(SpreadLevel level, int replicasMax) {}
