package io.wattpack.core.check;

import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.plan.image.RiseImage;
import io.wattpack.core.units.EpochMillis;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Per power domain that may only rise at a pace: what it could draw when the present beat of ten
 * seconds began.
 */
final class PaceBook implements Undoable {
  private static final long BEAT = 10_000;
  private static final long BEATS_PER_MINUTE = 6;
  private static final long NONE = Long.MIN_VALUE;
  private static final int BEGUN = 0;
  private static final int LEVEL = 1;
  private static final int KINDS = 2;

  private final FleetBook fleet;
  private final UndoLog undo;
  // By domain: watts that it may rise in a beat, negative for as many as it will.
  private final long[] perBeat;
  // By domain: the beginning of the beat in which it last changed, and what it could draw then.
  private final long[] begun;
  private final long[] level;
  private long now = NONE;

  PaceBook(FleetBook fleet, UndoLog undo) {
    this.fleet = fleet;
    this.undo = undo;
    perBeat = new long[fleet.domainCount()];
    begun = new long[fleet.domainCount()];
    level = new long[fleet.domainCount()];
    Arrays.fill(begun, NONE);
    Arrays.setAll(perBeat, this::ofSite);
    for (int box = 0; box < fleet.containerCount(); box++) {
      slow(fleet.container(box));
    }
  }

  private PaceBook(PaceBook other, UndoLog undo) {
    fleet = other.fleet;
    this.undo = undo;
    perBeat = other.perBeat;
    begun = other.begun.clone();
    level = other.level.clone();
    now = other.now;
  }

  PaceBook fork(UndoLog forked) {
    return new PaceBook(this, forked);
  }

  /** A site bounds the domain at its top. */
  private long ofSite(int domain) {
    PowerDomain sheet = fleet.domain(domain);
    long watts = fleet.siteAt(fleet.siteNumberOf(sheet.site())).recoveryWattsPerMinute();
    return sheet.parent() != null || watts == 0 ? -1 : watts / BEATS_PER_MINUTE;
  }

  private void slow(GpuContainer box) {
    PowerDomainId id = box.powerDomain();
    long watts = box.recoveryWattsPerMinute() / BEATS_PER_MINUTE;
    int domain = fleet.domainOf(id);
    boolean isSlower = perBeat[domain] < 0 || watts < perBeat[domain];
    if (box.recoveryWattsPerMinute() > 0 && isSlower) {
      perBeat[domain] = watts;
    }
  }

  private boolean isPaced(int domain) {
    return perBeat[domain] >= 0;
  }

  /** All that is entered from here on happens then. */
  void moveTo(EpochMillis at) {
    now = beatOf(at);
  }

  private static long beatOf(EpochMillis at) {
    return at.value() - Math.floorMod(at.value(), BEAT);
  }

  /** What the domain can draw is about to change from so many watts. */
  void note(int domain, long watts) {
    if (isPaced(domain) && begun[domain] < now) {
      put(domain, now, watts);
    }
  }

  private void put(int domain, long beat, long watts) {
    undo.note(this, KINDS * domain + BEGUN, begun[domain]);
    undo.note(this, KINDS * domain + LEVEL, level[domain]);
    begun[domain] = beat;
    level[domain] = watts;
  }

  @Override
  public void undo(int place, long figure, @Nullable Object thing) {
    long[] column = place % KINDS == BEGUN ? begun : level;
    column[place / KINDS] = figure;
  }

  /**
   * Whether the domain may rise so far at that moment.
   *
   * @param from what it can draw now
   * @param isWhole whether it rises by one thing that cannot be divided
   */
  boolean allows(int domain, long from, long watts, boolean isWhole, EpochMillis at) {
    boolean isNoted = begun[domain] != NONE && begun[domain] >= beatOf(at);
    long then = isNoted ? level[domain] : from;
    boolean isFirst = isWhole && from <= then;
    return !isPaced(domain) || watts <= 0 || isFirst || from + watts <= then + perBeat[domain];
  }

  /** Takes over what was known of a domain. */
  void resume(RiseImage known) {
    put(fleet.domainOf(known.domain()), known.since().value(), known.from().value());
  }

  /** The same from the books of another fleet: what the fleets differ by is no rise. */
  void carry(PaceBook before, int old, long drawnBefore, int domain, long drawn) {
    now = before.now;
    if (isPaced(domain) && before.isPaced(old) && before.begun[old] != NONE) {
      boolean isOver = before.begun[old] < now;
      long risen = isOver ? 0 : drawnBefore - before.level[old];
      put(domain, before.begun[old], Math.max(0, drawn - risen));
    }
  }
}
