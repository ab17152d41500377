package io.wattpack.core.plan;

import io.wattpack.core.model.MinerGroupId;

/** Switch the miner group off; its watts stay charged until the site confirms. */
public record MinerOff(MinerGroupId minerGroup, Reason reason) implements Decision {}
