package io.wattpack.core.plan;

import io.wattpack.core.model.MinerGroupId;

/**
 * Run only so many steps of the miner group, fewer than before, perhaps none; the watts of the
 * others stay charged until the site confirms.
 *
 * @param order number of this order, higher than any before; 0: by a version without numbers
 */
public record MinerOff(MinerGroupId minerGroup, int steps, long order, Reason reason)
    implements Decision {}
