package io.wattpack.core.power;

import io.wattpack.core.state.column.LongColumn;
import io.wattpack.core.state.column.UndoLog;
import java.util.Arrays;

/**
 * What every power domain, and every region of them, can draw at most with all that is booked
 * below.
 *
 * <p>The idea: a change is charged at the domain where it happens and at everything above, so that
 * admission reads one number per level. The invariant: a rise enters when it is decided; a fall
 * leaves only when it is confirmed, until then it is also counted as pending. The cost of a change
 * is the depth of the domain. Sums are exact: an overflow throws.
 *
 * <p>Where the loss of a unit bounds a domain, miners that are fast enough may draw more than the
 * rest ({@link BandLedger}). What is called cap and headroom here is what anything may rely on;
 * these miners have their own.
 */
public final class CeilingLedger {
  private final int[] parents;
  private final int firstRegion;
  private final LongColumn hardware;
  private final LongColumn scheduled;
  private final LongColumn scheduledAhead;
  private final long[] reserves;
  private final BandLedger band;
  private final LongColumn ceilings;
  private final LongColumn highest;
  private final LongColumn pendingFalls;
  private final LongColumn yieldable;
  private final LongColumn limits;
  private final LongColumn limitEnds;
  private final LongColumn caps;
  private final LongColumn capsAhead;
  private final LongColumn breaches;
  private final boolean[] touched;
  private final int[] touchedList;
  private int touchedCount;
  private final LongColumn revision;
  private final RisePace pace;

  /**
   * A ledger with nothing charged and no operator limit.
   *
   * @param parents what draws all that each domain or region draws; negative: nothing
   * @param firstRegion from this number on they are regions
   * @param hardware watts the hardware of each may carry at first
   * @param reserves watts kept free below each cap
   * @param band where units can be lost; that bounds no hardware figure
   * @param wattsPerMinute how fast the ceiling of each domain may rise; 0: as fast as it will
   */
  public CeilingLedger(
      int[] parents,
      int firstRegion,
      long[] hardware,
      long[] reserves,
      BandLedger band,
      long[] wattsPerMinute,
      UndoLog log) {
    this.parents = parents;
    this.firstRegion = firstRegion;
    pace = new RisePace(wattsPerMinute, log);
    this.reserves = reserves;
    this.band = band;
    int size = parents.length;
    this.hardware = new LongColumn(log, size);
    scheduled = new LongColumn(log, size);
    scheduledAhead = new LongColumn(log, size);
    ceilings = new LongColumn(log, size);
    highest = new LongColumn(log, size);
    pendingFalls = new LongColumn(log, size);
    yieldable = new LongColumn(log, size);
    limits = new LongColumn(log, size);
    limitEnds = new LongColumn(log, size);
    caps = new LongColumn(log, size);
    capsAhead = new LongColumn(log, size);
    revision = new LongColumn(log, 1);
    breaches = new LongColumn(log, size);
    touched = new boolean[size];
    touchedList = new int[size];
    for (int domain = 0; domain < size; domain++) {
      this.hardware.set(domain, hardware[domain]);
      scheduled.set(domain, Caps.NO_LIMIT);
      scheduledAhead.set(domain, Caps.NO_LIMIT);
      limits.set(domain, Caps.NO_LIMIT);
      limitEnds.set(domain, Long.MAX_VALUE);
      refreshCap(domain, 0);
    }
  }

  private CeilingLedger(CeilingLedger other, UndoLog log) {
    parents = other.parents;
    firstRegion = other.firstRegion;
    reserves = other.reserves;
    band = other.band.copy(log);
    pace = other.pace.copy(log);
    hardware = other.hardware.copy(log);
    scheduled = other.scheduled.copy(log);
    scheduledAhead = other.scheduledAhead.copy(log);
    ceilings = other.ceilings.copy(log);
    highest = other.highest.copy(log);
    pendingFalls = other.pendingFalls.copy(log);
    yieldable = other.yieldable.copy(log);
    limits = other.limits.copy(log);
    limitEnds = other.limitEnds.copy(log);
    caps = other.caps.copy(log);
    capsAhead = other.capsAhead.copy(log);
    breaches = other.breaches.copy(log);
    touched = other.touched.clone();
    touchedList = other.touchedList.clone();
    touchedCount = other.touchedCount;
    revision = other.revision.copy(log);
  }

  public CeilingLedger copy(UndoLog log) {
    return new CeilingLedger(this, log);
  }

  public long cap(int domain) {
    return Math.min(caps.get(domain), band.capOfAll(domain));
  }

  /** What everything below may draw, whatever a lost unit would leave. */
  public long capOfAll(int domain) {
    return caps.get(domain);
  }

  /** What the loss of a unit allows, and the miners that may draw more. */
  public BandLedger band() {
    return band;
  }

  /** The least cap from now until everything under the domain could have been stopped. */
  private long capAhead(int domain) {
    return Math.min(capsAhead.get(domain), band.capOfAll(domain));
  }

  public long ceiling(int domain) {
    return ceilings.get(domain);
  }

  /** Watts of the ceiling that were ordered off and are not confirmed yet. */
  public long pendingFall(int domain) {
    return pendingFalls.get(domain);
  }

  /** Watts of miners below that are on and could be ordered off. */
  public long yieldable(int domain) {
    return yieldable.get(domain);
  }

  /**
   * Cap ahead minus ceiling: what may still rise at all as far as this domain goes, and for an
   * interconnect its regions. Negative in breach, and where something must go before a cap that is
   * known.
   */
  public long headroomInTime(int domain) {
    return withinRegions(domain, headroomAlone(domain));
  }

  private long headroomAlone(int domain) {
    return capAhead(domain) - ceilings.get(domain);
  }

  private long withinRegions(int domain, long watts) {
    long least = watts;
    for (int region = regionOver(domain); region >= 0; region = parents[region]) {
      least = Math.min(least, headroomAlone(region));
    }
    return least;
  }

  private int regionOver(int domain) {
    int above = parents[domain];
    return above >= firstRegion ? above : -1;
  }

  /** The domain itself, or the one of its regions that leaves it less headroom. */
  public int tightest(int domain) {
    return tightest(domain, asOne(domain, headroomAlone(domain)));
  }

  /** The same whatever may rise in this beat: what waits for the next one will want its watts. */
  public int tightestInTime(int domain) {
    return tightest(domain, headroomAlone(domain));
  }

  private int tightest(int domain, long alone) {
    int tightest = domain;
    long least = alone;
    for (int region = regionOver(domain); region >= 0; region = parents[region]) {
      tightest = headroomAlone(region) < least ? region : tightest;
      least = Math.min(least, headroomAlone(region));
    }
    return tightest;
  }

  /**
   * The same, and no more than may rise in this beat: for one thing that is taken as a whole. The
   * first one of a beat may be larger than the beat.
   */
  public long headroom(int domain) {
    return asOne(domain, headroomInTime(domain));
  }

  /** Of so many watts, those that may rise in this beat for one thing that is taken as a whole. */
  public long asOne(int domain, long watts) {
    return pace.isOpen(domain, ceilings.get(domain)) ? watts : ofThisBeat(domain, watts);
  }

  /** Of so many watts, those that may rise in this beat for what can be divided. */
  public long ofThisBeat(int domain, long watts) {
    return Math.min(watts, pace.room(domain, ceilings.get(domain)));
  }

  /** In time, with what was ordered off, and with what miners could give. */
  public long headroomHopedFor(int domain) {
    long least = hopedAlone(domain);
    for (int region = regionOver(domain); region >= 0; region = parents[region]) {
      least = Math.min(least, hopedAlone(region));
    }
    return least;
  }

  private long hopedAlone(int domain) {
    long given = pendingFalls.get(domain) + yieldable.get(domain);
    long givenByUnits = given - band.pendingFall(domain) - band.yieldable(domain);
    long all = Caps.plus(capsAhead.get(domain), given);
    // What goes in the band frees nothing for others.
    return Math.min(all, Caps.plus(band.capOfAll(domain), givenByUnits)) - ceilings.get(domain);
  }

  /** What may still rise in time at this domain of a miner that goes off in that time. */
  public long headroomOfMiner(int domain, long offMillis) {
    long headroom = headroomAlone(domain);
    boolean isOpen = headroom >= 0 && band.isOpenTo(domain, offMillis);
    return withinRegions(domain, isOpen ? capsAhead.get(domain) - ceilings.get(domain) : headroom);
  }

  /** What of that nothing else could draw. */
  public long bandLeft(int domain, long offMillis) {
    return headroomOfMiner(domain, offMillis) - Math.max(0, headroomInTime(domain));
  }

  /** Whether the domain has not risen in this beat: then one thing may be larger than the beat. */
  public boolean isOpen(int domain) {
    return pace.isOpen(domain, ceilings.get(domain));
  }

  /** How fast ceilings may rise. */
  public RisePace pace() {
    return pace;
  }

  /** The present time is that: what may rise in a beat may rise again in the next one. */
  public void turnTo(long now) {
    pace.turnTo(Math.floorDiv(now, RisePace.BEAT_MILLIS), this::touch);
  }

  /** When a beat begins in which more may rise than now; {@link Long#MAX_VALUE}: none. */
  public long nextBeat() {
    for (int domain : pace.paced()) {
      if (isHeld(domain)) {
        return pace.nextBeat();
      }
    }
    return Long.MAX_VALUE;
  }

  /** Fast miners may have room in the band where nothing else has. */
  private boolean isHeld(int domain) {
    long most = Math.max(headroomInTime(domain), headroomOfMiner(domain, 0));
    return !pace.isOpen(domain, ceilings.get(domain)) && ofThisBeat(domain, most) < most;
  }

  /** What rises at the domain and above from here on is one thing: until a rollback. */
  public void riseAsOne(int domain) {
    for (int above = domain; above >= 0; above = parents[above]) {
      if (pace.isPaced(above) && pace.isOpen(above, ceilings.get(above))) {
        pace.keepOpen(above);
      }
    }
  }

  /** Takes over how much rose in the present beat from another ledger with the same time. */
  public void carryRise(int domain, CeilingLedger before, int old) {
    pace.carry(domain, ceilings.get(domain), before.pace, old, before.ceiling(old));
  }

  /** How far the ceiling will stay above the cap once everything ordered off is gone; or zero. */
  public long excess(int domain) {
    return Math.max(excessOver(domain, caps.get(domain)), excessByUnits(domain));
  }

  /** The same over all that is known to come until everything could have been stopped. */
  public long excessAhead(int domain) {
    return Math.max(excessOfAllAhead(domain), excessByUnits(domain));
  }

  /** That of everything, whatever a lost unit would leave. */
  public long excessOfAllAhead(int domain) {
    return excessOver(domain, capsAhead.get(domain));
  }

  /** How much must go, miners in the band aside, that a lost unit takes nothing else; or zero. */
  public long excessByUnits(int domain) {
    return excessByUnits(domain, 0);
  }

  /**
   * The same if so many of the watts that were ordered off stay.
   *
   * @param late not those of miners in the band
   */
  public long excessByUnits(int domain, long late) {
    long pending = pendingFalls.get(domain) - band.pendingFall(domain) - late;
    return Math.max(0, ceilings.get(domain) - pending - band.capOfAll(domain));
  }

  /** The same with so many watts for the cap. */
  public long excessOver(int domain, long cap) {
    return Math.max(0, ceilings.get(domain) - pendingFalls.get(domain) - cap);
  }

  /** The breach last reported of this domain. */
  public long breach(int domain) {
    return breaches.get(domain);
  }

  public void reportBreach(int domain, long watts) {
    breaches.set(domain, watts);
  }

  /** Rises with every change and falls back with a rollback; never part of the state. */
  public long revision() {
    return revision.get(0);
  }

  /** Raises (negative: lowers) the ceiling of the domain and everything above it. */
  public void charge(int domain, long watts) {
    if (watts < 0) {
      rememberHighest(domain);
    }
    raise(domain, watts);
  }

  private void raise(int domain, long watts) {
    for (int above = domain; above >= 0; above = parents[above]) {
      pace.note(above, ceilings.get(above));
    }
    add(ceilings, domain, watts);
  }

  private void rememberHighest(int domain) {
    for (int above = domain; above >= 0; above = parents[above]) {
      highest.set(above, highest(above));
    }
  }

  /**
   * Counts watts (negative: no longer) that draw there without having been booked. They count as
   * having been there since {@link #settle}.
   */
  public void assume(int domain, long watts) {
    raise(domain, watts);
    for (int above = domain; above >= 0; above = parents[above]) {
      highest.add(above, watts);
    }
  }

  /** The highest ceiling of the domain since {@link #settle}. */
  public long highest(int domain) {
    return Math.max(highest.get(domain), ceilings.get(domain));
  }

  /** From now on the present ceiling is the highest. */
  public void settle(int domain) {
    highest.set(domain, ceilings.get(domain));
  }

  /** Takes over the highest ceiling of another ledger. */
  public void resumeHighest(int domain, long watts) {
    highest.set(domain, watts);
  }

  /** Counts watts as ordered off (negative: no longer). */
  public void pend(int domain, long watts) {
    add(pendingFalls, domain, watts);
  }

  /** Counts a miner's watts as something that can be ordered off (negative: no longer). */
  public void offer(int domain, long watts) {
    add(yieldable, domain, watts);
  }

  /**
   * Counts more watts (negative: less) of what was charged, pended and offered as those of a miner
   * that goes off in that time.
   */
  public void fill(int domain, long offMillis, long charged, long pended, long offered) {
    band.add(domain, offMillis, charged, pended, offered);
  }

  private void add(LongColumn column, int domain, long watts) {
    for (int above = domain; above >= 0; above = parents[above]) {
      column.add(above, watts);
      touch(above);
    }
  }

  /** Lays an operator limit over the domain until the end comes. */
  public void limit(int domain, long watts, long end, long now) {
    limits.set(domain, watts);
    limitEnds.set(domain, end);
    refreshCap(domain, now);
  }

  /** From now on the hardware of the domain may carry so many watts with all its units. */
  public void rate(int domain, long watts, long now) {
    hardware.set(domain, watts);
    refreshCap(domain, now);
  }

  /** What the hardware of the domain may carry now, and without one of its units. */
  public long hardware(int domain) {
    return Math.min(hardware.get(domain), band.nMinus1(domain));
  }

  /**
   * From now on a schedule allows the domain no more than that.
   *
   * @param ahead the least that it allows until everything under the domain could have been stopped
   */
  public void schedule(int domain, long watts, long ahead, long now) {
    scheduled.set(domain, watts);
    scheduledAhead.set(domain, ahead);
    refreshCap(domain, now);
  }

  /** The operator limit in force at that moment; {@link Caps#NO_LIMIT}: none. */
  public long limitAt(int domain, long now) {
    return now < limitEnds.get(domain) ? limits.get(domain) : Caps.NO_LIMIT;
  }

  /** The limit last laid over the domain, whether it has ended or not. */
  public long limit(int domain) {
    return limits.get(domain);
  }

  public long limitEnd(int domain) {
    return limitEnds.get(domain);
  }

  public boolean isLimited(int domain, long now) {
    return limits.get(domain) != Caps.NO_LIMIT && now < limitEnds.get(domain);
  }

  /** Brings the cap up to that moment: a limit no longer holds at its end. */
  public void refreshCap(int domain, long now) {
    long limit = limitAt(domain, now);
    long free = hardware.get(domain);
    caps.set(domain, Caps.cap(free, scheduled.get(domain), limit, reserves[domain]));
    // An operator limit that ends sooner counts too: the least of now and later is that of now.
    capsAhead.set(domain, Caps.cap(free, scheduledAhead.get(domain), limit, reserves[domain]));
    touch(domain);
  }

  private void touch(int domain) {
    revision.add(0, 1);
    if (!touched[domain]) {
      touched[domain] = true;
      touchedList[touchedCount++] = domain;
    }
  }

  /** Makes every domain one to look at again. */
  public void touchAll() {
    for (int domain = 0; domain < parents.length; domain++) {
      touch(domain);
    }
  }

  /** The domains whose figures changed since {@link #forgetTouched}, in no order. */
  public int[] touched() {
    return Arrays.copyOf(touchedList, touchedCount);
  }

  public void forgetTouched() {
    for (int i = 0; i < touchedCount; i++) {
      touched[touchedList[i]] = false;
    }
    touchedCount = 0;
  }
}
