package io.wattpack.core.event;

import io.wattpack.core.model.MinerGroupId;

/**
 * The site confirms that no more than so many steps of the miner group draw, perhaps none.
 *
 * @param order number of the newest order that the site had heard
 */
public record MinerStopped(MinerGroupId minerGroup, int steps, long order) implements Event {}
