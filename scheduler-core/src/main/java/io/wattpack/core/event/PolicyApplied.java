package io.wattpack.core.event;

import io.wattpack.core.model.PlacementPolicy;

/** From here on places are chosen by this policy. */
public record PolicyApplied(PlacementPolicy policy) implements Event {}
