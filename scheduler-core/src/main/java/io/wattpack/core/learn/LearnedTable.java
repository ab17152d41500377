package io.wattpack.core.learn;

import io.wattpack.core.model.WasteTable;

/**
 * A table and where it came from.
 *
 * @param mixDigest of the mix it was learned on
 * @param seed of the games
 * @param games played to find it
 * @param bookedAtFull millionths of all GPUs booked in validation when the load was full
 * @param bookedAtEnd millionths booked at 130 % load
 * @param merit by the goal, millionths
 */
public record LearnedTable(
    WasteTable table,
    long mixDigest,
    long seed,
    int games,
    long bookedAtFull,
    long bookedAtEnd,
    long merit) {}
