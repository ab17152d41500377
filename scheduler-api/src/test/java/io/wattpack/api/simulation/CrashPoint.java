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

  /** Bytes are written; nobody has asked the disk to keep them. */
  static final CrashPoint UNSYNCED = new CrashPoint("before blob bytes are synced");

  /** Bytes are safe; nobody knows it yet. */
  static final CrashPoint SYNCED = new CrashPoint("after blob bytes are synced");

  /** An upload has its name, if the disk remembers it. */
  static final CrashPoint RENAMED = new CrashPoint("after an upload is renamed");

  /** A blob is gone, if the disk remembers it. */
  static final CrashPoint DELETED = new CrashPoint("after a blob is deleted");

  /** No turn of its own: only the dead are stopped here. */
  static final CrashPoint NOWHERE = new CrashPoint("nowhere");

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
    all.addAll(
        List.of(ACKNOWLEDGED, DECIDED, UNDISPATCHED, UNSYNCED, SYNCED, RENAMED, DELETED, ANYWHERE));
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
