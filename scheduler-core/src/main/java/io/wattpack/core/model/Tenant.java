package io.wattpack.core.model;

import org.jspecify.annotations.Nullable;

/**
 * A customer, as a tree.
 *
 * @param parent the organisation above it; null at the top
 * @param weight share of the data plane against its siblings, at least 1
 */
public record Tenant(TenantId id, String name, @Nullable TenantId parent, int weight) {}
