package io.wattpack.core.plan;

import io.wattpack.core.model.MinerGroupId;

/** Switch the miner group on; its watts are charged now. */
public record MinerOn(MinerGroupId minerGroup, Reason reason) implements Decision {}
