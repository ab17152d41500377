package io.wattpack.api.simulation;

import io.wattpack.api.journal.CommitPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * A place where the process may be killed.
 *
 * @param name as the report shows it, for example {@code before PLAN}
 */
record CrashPoint(String name) {
  /** Inputs are on disk and acknowledged; nothing was decided on them. */
  static final CrashPoint ACKNOWLEDGED = new CrashPoint("between acknowledgement and decision");

  /** A plan is decided; the journal does not have it. */
  static final CrashPoint DECIDED = new CrashPoint("between decision and journal");

  /** A plan is in the journal; no site has heard of it. */
  static final CrashPoint UNDISPATCHED = new CrashPoint("between journal and dispatch");

  /** Between any two tasks. */
  static final CrashPoint ANYWHERE = new CrashPoint("anywhere");

  static CrashPoint before(CommitPoint point) {
    return new CrashPoint("before " + point);
  }

  static CrashPoint after(CommitPoint point) {
    return new CrashPoint("after " + point);
  }

  /** Both sides of every commit, and the places between. */
  static List<CrashPoint> all() {
    List<CrashPoint> all = new ArrayList<>(ofCommits());
    all.addAll(List.of(ACKNOWLEDGED, DECIDED, UNDISPATCHED, ANYWHERE));
    return all;
  }

  static List<CrashPoint> ofCommits() {
    List<CrashPoint> all = new ArrayList<>();
    for (CommitPoint point : CommitPoint.values()) {
      all.add(before(point));
      all.add(after(point));
    }
    return all;
  }
}
