package io.wattpack.core.event;

import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.MinerLimit;
import org.jspecify.annotations.Nullable;

/**
 * An operator's limit on a miner group, laid over what its power domains allow.
 *
 * @param limit null takes the operator limit away
 */
public record MinerLimitChanged(MinerGroupId minerGroup, @Nullable MinerLimit limit)
    implements Event {}
