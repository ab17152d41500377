package io.wattpack.core.plan.image;

import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.MinerState;
import io.wattpack.core.units.EpochMillis;
import org.jspecify.annotations.Nullable;

/**
 * A miner group that can be switched.
 *
 * @param offSince when it last went off; null: it was never on
 */
public record MinerImage(
    MinerGroupId minerGroup, MinerState state, @Nullable EpochMillis offSince) {}
