package io.wattpack.api.report.power;

/**
 * What a meter read.
 *
 * @param at when, in epoch milliseconds
 */
record Reading(long watts, long at) {}
