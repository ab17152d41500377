package io.wattpack.core.event;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.ManagedBy;

/**
 * The whole fleet as its owner wants it now; what it no longer lists is removed, unless in use
 * (then all is refused).
 */
public record FleetApplied(Fleet fleet, ManagedBy managedBy) implements Event {}
