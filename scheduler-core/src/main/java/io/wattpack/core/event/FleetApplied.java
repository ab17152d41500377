package io.wattpack.core.event;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.ManagedBy;

/**
 * The whole fleet as its owner wants it now. What it no longer lists is removed; what of that is in
 * use stays, as a drained place does, until it is not.
 */
public record FleetApplied(Fleet fleet, ManagedBy managedBy) implements Event {}
