package io.wattpack.core.model;

/** What a replica runs for: a pool, or a TASK job. */
public sealed interface ReplicaOwner permits PoolId, JobId {}
