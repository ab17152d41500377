package io.wattpack.core.model;

import io.wattpack.core.units.EpochMillis;

/**
 * An order by which a miner group runs fewer steps, and which its site has not confirmed.
 *
 * @param left steps that go on
 * @param at when it was decided
 */
public record MinerFall(int left, EpochMillis at) {}
