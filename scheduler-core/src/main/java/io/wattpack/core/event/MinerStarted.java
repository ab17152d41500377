package io.wattpack.core.event;

import io.wattpack.core.model.MinerGroupId;

/**
 * The site confirms that so many steps of the miner group run at full power.
 *
 * @param order number of the newest order that the site had heard
 */
public record MinerStarted(MinerGroupId minerGroup, int steps, long order) implements Event {}
