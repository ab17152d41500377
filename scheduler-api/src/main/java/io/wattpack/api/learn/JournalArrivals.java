package io.wattpack.api.learn;

import io.wattpack.api.journal.EntryKind;
import io.wattpack.api.journal.JournalEntry;
import io.wattpack.api.journal.JournalReader;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.learn.WorkShape;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.ReplicaStart;
import java.util.List;
import java.util.function.Consumer;

/** Reads what a part of a journal says of arrivals, page by page. */
final class JournalArrivals {
  private static final int PAGE = 500;
  private static final String SUBMITTED = "input.job-submitted";

  private final JournalReader journal;
  private final long end;
  private long position;

  /**
   * The newest entries of those up to a number.
   *
   * @param end number of the last entry to read
   * @param most entries to read
   */
  JournalArrivals(JournalReader journal, long end, long most) {
    this.journal = journal;
    this.end = end;
    this.position = Math.max(0, end - most);
  }

  /**
   * Reads the next page.
   *
   * @param fleet what they came to
   * @return whether there is more
   */
  boolean readPage(Fleet fleet, Consumer<WorkShape> arrivals) {
    List<JournalEntry> page = journal.read(position, (int) Math.min(PAGE, end - position));
    for (JournalEntry entry : page) {
      tell(entry, fleet, arrivals);
      position = entry.seq();
    }
    return !page.isEmpty() && position < end;
  }

  /** Entries still to be read. */
  long left() {
    return end - position;
  }

  private static void tell(JournalEntry entry, Fleet fleet, Consumer<WorkShape> arrivals) {
    if (entry.kind() == EntryKind.PLAN) {
      starts(entry.plan(), fleet, arrivals);
    } else if (entry.kind() == EntryKind.INPUT
        && entry.type().equals(SUBMITTED)
        && entry.input().event() instanceof JobSubmitted submitted
        && submitted.job().work() instanceof TaskWork work) {
      ArrivalShapes.of(work, fleet).forEach(arrivals);
    }
  }

  /** The shapes that pools' replicas took. */
  static void starts(Plan plan, Fleet fleet, Consumer<WorkShape> arrivals) {
    plan.bundles().stream()
        .flatMap(bundle -> bundle.decisions().stream())
        .filter(ReplicaStart.class::isInstance)
        .forEach(start -> ArrivalShapes.of((ReplicaStart) start, fleet).forEach(arrivals));
  }
}
