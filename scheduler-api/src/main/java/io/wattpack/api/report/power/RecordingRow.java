package io.wattpack.api.report.power;

import io.wattpack.core.model.PowerEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recording as it is kept.
 *
 * @param over {@link Long#MAX_VALUE}: not known yet
 * @param isWithdrawn whether it was over before its time
 * @param isClosed whether nothing more can come
 * @param through until when what was commanded and planned is recorded
 * @param last the last reading, which is not entered yet
 * @param books what holds from {@code through} on; null: no step was seen yet
 * @param isWhole whether {@code intervals} are all; otherwise those that changed
 */
record RecordingRow(
    long number,
    PowerEvent event,
    long origin,
    long intervalMillis,
    long over,
    boolean isWithdrawn,
    boolean isClosed,
    @Nullable Baseline baseline,
    long through,
    @Nullable Reading last,
    Recording.@Nullable Books books,
    boolean isWhole,
    List<Interval> intervals) {
  RecordingRow {
    intervals = List.copyOf(intervals);
  }
}
