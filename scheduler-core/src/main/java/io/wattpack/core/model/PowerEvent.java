package io.wattpack.core.model;

import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import org.jspecify.annotations.Nullable;

/**
 * What the grid asks of a power domain for a time, known from some moment on.
 *
 * @param target the most its subtree may draw once the ramp is over
 * @param noticeAt from when on it was known
 * @param start when the ramp begins
 * @param rampMillis from the start until the target holds, at least 0; on the way the limit falls
 *     evenly from what the hardware carries
 * @param end when the limit begins to rise again, as long as it took to fall, after the start;
 *     null: it holds until it is cancelled
 * @param correlationId the sender's own name for it, if any
 * @param from the level from which its limit goes on, because it took the place of one that held;
 *     null: what the hardware carries
 */
public record PowerEvent(
    PowerEventId id,
    PowerDomainId domain,
    Watts target,
    PowerEventKind kind,
    EpochMillis noticeAt,
    EpochMillis start,
    long rampMillis,
    @Nullable EpochMillis end,
    @Nullable String correlationId,
    @Nullable Watts from) {
  /** One that takes the place of none. */
  public PowerEvent(
      PowerEventId id,
      PowerDomainId domain,
      Watts target,
      PowerEventKind kind,
      EpochMillis noticeAt,
      EpochMillis start,
      long rampMillis,
      @Nullable EpochMillis end,
      @Nullable String correlationId) {
    this(id, domain, target, kind, noticeAt, start, rampMillis, end, correlationId, null);
  }

  /** The same one, beginning at that moment from that level. */
  public PowerEvent goingOn(EpochMillis at, Watts level) {
    return new PowerEvent(
        id, domain, target, kind, noticeAt, at, rampMillis, end, correlationId, level);
  }
}
