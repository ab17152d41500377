package io.wattpack.core.event;

import io.wattpack.core.units.EpochMillis;

/**
 * One journalled event.
 *
 * @param seq its number in the journal, at least 1, rising
 * @param at when it was accepted; never before the input in front of it
 */
public record Input(long seq, EpochMillis at, Event event) {}
