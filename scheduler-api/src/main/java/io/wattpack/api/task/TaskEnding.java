package io.wattpack.api.task;

import io.wattpack.api.journal.EntryKind;
import io.wattpack.api.journal.EventCodec;
import io.wattpack.api.journal.JournalEntry;
import io.wattpack.api.journal.JournalReader;
import io.wattpack.api.journal.PlanCodec;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.JobCancelled;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.event.ReplicaStopped;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.ReplicaStart;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the journal how a task went. The scheduler only forgets a job that ended; the journal
 * still says whether its last replica completed, failed or was stopped because of a cancellation.
 * Reading it again gives the same answer after a crash.
 */
final class TaskEnding {
  private static final int PAGE = 512;

  private final JournalReader journal;
  private final EventCodec events = new EventCodec();
  private final PlanCodec plans = new PlanCodec();

  TaskEnding(JournalReader journal) {
    this.journal = journal;
  }

  /** The number under which the job was submitted; empty when it never was. Blocks. */
  OptionalLong submission(JobId job, long after) {
    long from = after;
    for (List<JournalEntry> page = journal.read(from, PAGE);
        !page.isEmpty();
        page = journal.read(from, PAGE)) {
      for (JournalEntry entry : page) {
        if (entry.kind() == EntryKind.INPUT
            && events.read(entry.body()) instanceof JobSubmitted submitted
            && submitted.job().id().equals(job)) {
          return OptionalLong.of(entry.seq());
        }
      }
      from = page.getLast().seq();
    }
    return OptionalLong.empty();
  }

  /** How the job ended between the entries {@code after} and {@code last}. Blocks. */
  TaskState state(JobId job, long after, long last) {
    Trace trace = new Trace(job);
    long from = after;
    while (from < last) {
      List<JournalEntry> page = journal.read(from, PAGE);
      if (page.isEmpty()) {
        break;
      }
      page.stream().filter(entry -> entry.seq() <= last).forEach(entry -> follow(trace, entry));
      from = page.getLast().seq();
    }
    return trace.state();
  }

  private void follow(Trace trace, JournalEntry entry) {
    switch (entry.kind()) {
      case INPUT -> trace.add(events.read(entry.body()));
      case PLAN -> trace.add(plans.read(entry.body()));
      case TAKEOVER -> {}
    }
  }

  /** What the journal says of one job so far. */
  private static final class Trace {
    private final JobId job;
    private @Nullable ReplicaId replica;
    private @Nullable StopCause cause;
    private boolean isCancelled;

    Trace(JobId job) {
      this.job = job;
    }

    void add(Event event) {
      if (event instanceof JobCancelled cancelled && cancelled.job().equals(job)) {
        isCancelled = true;
      }
      if (event instanceof ReplicaStopped stopped && stopped.replica().equals(replica)) {
        cause = stopped.cause();
      }
    }

    void add(Plan plan) {
      for (Bundle bundle : plan.bundles()) {
        for (Decision decision : bundle.decisions()) {
          if (decision instanceof ReplicaStart start && start.owner().equals(job)) {
            replica = start.replica();
          }
        }
      }
    }

    TaskState state() {
      if (cause == StopCause.COMPLETED) {
        return TaskState.SUCCEEDED;
      }
      return isCancelled ? TaskState.CANCELLED : TaskState.FAILED;
    }
  }
}
