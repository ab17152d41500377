package io.wattpack.core.event;

import io.wattpack.core.model.PowerEventId;

/** The grid no longer asks for it. */
public record PowerEventCancelled(PowerEventId powerEvent) implements Event {}
