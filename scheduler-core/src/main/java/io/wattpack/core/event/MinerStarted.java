package io.wattpack.core.event;

import io.wattpack.core.model.MinerGroupId;

/** The site confirms that the miner group runs at full power. */
public record MinerStarted(MinerGroupId minerGroup) implements Event {}
