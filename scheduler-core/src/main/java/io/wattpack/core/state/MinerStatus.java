package io.wattpack.core.state;

import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerState;
import io.wattpack.core.model.SiteId;

/** A miner group now. */
public record MinerStatus(MinerGroup group, SiteId site, MinerState state) {}
