package io.wattpack.core.plan;

import io.wattpack.core.model.MinerGroupId;

/**
 * Run so many steps of the miner group, more than before; their watts are charged now.
 *
 * @param order number of this order, higher than any before; 0: by a version without numbers
 */
public record MinerOn(MinerGroupId minerGroup, int steps, long order, Reason reason)
    implements Decision {}
