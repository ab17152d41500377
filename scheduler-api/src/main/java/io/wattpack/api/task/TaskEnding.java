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
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.Refusal;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.plan.TaskRejected;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the journal how a task went. The scheduler only forgets a job that ended; the journal
 * still says whether its last replica completed, failed or was stopped because of a cancellation,
 * and why a task was refused. Reading it again gives the same answer after a crash.
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

  /**
   * How a job ended that was submitted under that number and is known to have ended, so that the
   * journal holds all there is to say of it. Blocks.
   */
  TaskEnd end(JobId job, long submission) {
    Trace trace = new Trace(job);
    long from = submission - 1;
    for (List<JournalEntry> page = journal.read(from, PAGE);
        !page.isEmpty();
        page = journal.read(from, PAGE)) {
      page.forEach(entry -> follow(trace, entry));
      from = page.getLast().seq();
    }
    return trace.end();
  }

  private void follow(Trace trace, JournalEntry entry) {
    switch (entry.kind()) {
      case INPUT -> trace.add(entry.seq(), events.read(entry.body()));
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
    private @Nullable Reason rejection;
    private long submission = -1;
    private @Nullable Reason refusal;

    Trace(JobId job) {
      this.job = job;
    }

    void add(long seq, Event event) {
      if (event instanceof JobSubmitted submitted && submitted.job().id().equals(job)) {
        submission = seq;
      }
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
          if (decision instanceof TaskRejected rejected && rejected.job().equals(job)) {
            rejection = rejected.reason();
          }
        }
      }
      for (Refusal refused : plan.refusals()) {
        if (refused.input() == submission) {
          refusal = refused.reason();
        }
      }
    }

    TaskEnd end() {
      if (cause == StopCause.COMPLETED) {
        return new TaskEnd(TaskState.SUCCEEDED, null);
      }
      if (rejection != null) {
        return new TaskEnd(TaskState.REJECTED, rejection);
      }
      return isCancelled
          ? new TaskEnd(TaskState.CANCELLED, null)
          : new TaskEnd(TaskState.FAILED, refusal);
    }
  }
}
