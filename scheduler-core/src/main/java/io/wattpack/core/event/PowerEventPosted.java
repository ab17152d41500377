package io.wattpack.core.event;

import io.wattpack.core.model.PowerEvent;

/** The grid asks for less power for a time; the same id again replaces what was asked before. */
public record PowerEventPosted(PowerEvent powerEvent) implements Event {}
