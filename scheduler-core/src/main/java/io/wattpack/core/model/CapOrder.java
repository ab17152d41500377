package io.wattpack.core.model;

import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;

/**
 * An order to hold each GPU of a replica to a cap, which its site has not confirmed.
 *
 * @param order its number, see {@link PowerCap}
 * @param at when it was decided
 */
public record CapOrder(int order, Watts cap, EpochMillis at) {}
