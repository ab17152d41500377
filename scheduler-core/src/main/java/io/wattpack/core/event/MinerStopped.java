package io.wattpack.core.event;

import io.wattpack.core.model.MinerGroupId;

/** The site confirms that the miner group draws nothing. */
public record MinerStopped(MinerGroupId minerGroup) implements Event {}
