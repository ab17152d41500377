package io.wattpack.core.model;

import io.wattpack.core.units.EpochMillis;

/** What a tenant asked for. */
public record Job(
    JobId id, TenantId tenant, ServiceTier tier, JobWork work, EpochMillis submittedAt) {}
