package io.wattpack.core.event;

import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.units.Millijoules;

/**
 * What one replica has done for one batch so far. Cumulative, applied as a maximum, so a repeat or
 * a late one does no harm.
 *
 * @param lines lines settled by this replica
 * @param tokens estimated tokens of those lines (same estimate as {@code BatchWork.tokens})
 * @param energy modelled: tokens times the profile's energy per token
 */
public record BatchProgressed(
    JobId job, ReplicaId replica, long lines, long tokens, Millijoules energy) implements Event {}
