package io.wattpack.api.learn;

import io.wattpack.api.journal.JournalReader;
import io.wattpack.api.loop.Intake;
import io.wattpack.api.loop.PlanListener;
import io.wattpack.api.time.Timer;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.learn.LearnedTable;
import io.wattpack.core.learn.WorkShape;
import io.wattpack.core.learn.WorkloadMix;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.PolicyName;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.state.FleetStatus;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches what work comes and improves the table that the placement policy decides by.
 *
 * <p>It learns when enough arrivals were seen, again at larger counts, and from then on when the
 * mix, the hardware or the policy has changed. It never touches the loop: it counts as accepted
 * events and plans pass, plays game by game on an executor of its own, and hands in what it found
 * as an event like anybody else, so that decisions stay a fold over the journal.
 *
 * <p>The table is the state's and survives a restart; counts do not, but are taken again from the
 * last part of the journal.
 */
public final class BackgroundLearner implements PlanListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundLearner.class);
  private static final long ENTRIES_MOST = 20_000;
  private static final Duration RETRY = Duration.ofMinutes(1);
  private static final int LOOKS = 10;
  private static final double MILLIONTHS_PER_PERCENT = 10_000;

  private final Intake intake;
  private final Timer timer;
  private final Executor executor;
  private final RandomGenerator random;
  private final LearnerOptions options;
  private final LearnerMonitor monitor;
  private final ArrivalWindow window = new ArrivalWindow();
  private final AtomicBoolean isTurnDue = new AtomicBoolean();
  private volatile @Nullable Situation situation;
  private volatile long wakeAt = Long.MAX_VALUE;
  private volatile boolean isClosed;

  // All below only on the executor.
  private final PacedWork pace;
  private final JournalArrivals past;
  private boolean isPastKnown;
  private @Nullable Learned last;

  /**
   * A learner that has not begun: it does when the loop tells it of the first state.
   *
   * @param intake where tables go; a full one is asked again later
   * @param journal read up to where it ends now
   * @param nanos a running count of nanoseconds to measure with
   * @param executor serial; kept busy for the length of a game at a time, never the loop's
   */
  public BackgroundLearner(
      Intake intake,
      JournalReader journal,
      LongSupplier nanos,
      Timer timer,
      Executor executor,
      RandomGenerator random,
      LearnerOptions options,
      LearnerMonitor monitor) {
    this.intake = intake;
    this.timer = timer;
    this.executor = executor;
    this.random = random;
    this.options = options;
    this.monitor = monitor;
    this.pace = new PacedWork(executor, timer, nanos, options.corePermille());
    this.past = new JournalArrivals(journal, journal.last(), ENTRIES_MOST);
  }

  /** What the last table was learned for; a table of an earlier process counts too. */
  private record Learned(Situation situation, long seen, WorkloadMix form) {}

  /** The same intake, with the tasks it accepts counted. */
  public Intake watching(Intake watched) {
    return event ->
        watched
            .submit(event)
            .whenComplete(
                (number, failure) -> {
                  if (failure == null) {
                    accepted(event);
                  }
                });
  }

  private void accepted(Event event) {
    if (event instanceof JobSubmitted submitted
        && submitted.job().work() instanceof TaskWork task) {
      Situation now = situation;
      ArrivalShapes.of(task, now == null ? Fleet.EMPTY : now.fleet()).forEach(this::count);
    }
  }

  @Override
  public void planned(long sequence, Plan plan, Fleet fleet, FleetStatus status) {
    Situation before = situation;
    Situation now = new Situation(fleet, status.placement().policy());
    situation = now;
    JournalArrivals.starts(plan, fleet, this::count);
    if (!now.equals(before)) {
      wake();
    }
  }

  private void count(WorkShape shape) {
    monitor.arrived(1);
    if (window.add(shape) >= wakeAt) {
      wake();
    }
  }

  /** However often it is called meanwhile, one turn waits. */
  private void wake() {
    if (!isClosed && isTurnDue.compareAndSet(false, true)) {
      onExecutor(this::turn);
    }
  }

  private void turn() {
    isTurnDue.set(false);
    Situation now = situation;
    if (isClosed || now == null || pace.isBusy()) {
      return;
    }
    if (isPastKnown) {
      consider(now);
    } else {
      pace.begin(guarded(() -> past.readPage(now.fleet(), window::add)), () -> pastRead(now));
    }
  }

  private void pastRead(Situation now) {
    isPastKnown = true;
    if (now.isLearning() && now.policy().table() != null) {
      last = new Learned(now, window.seen(), MixForm.of(window.newest(ArrivalWindow.MAX)));
    }
    turn();
  }

  private void consider(Situation now) {
    wakeAt = Long.MAX_VALUE;
    if (!now.isLearning()) {
      return;
    }
    long seen = window.seen();
    String cause = cause(now, seen);
    Lesson lesson = cause == null ? null : lesson(now);
    if (lesson == null) {
      wakeAt = nextLook(seen);
      return;
    }
    LOG.info(
        "Learning for {} from the last {} arrivals of {}: {}.",
        now.policy().name().label(),
        Math.min(seen, ArrivalWindow.MAX),
        seen,
        cause);
    pace.begin(guarded(() -> play(lesson)), this::turn);
  }

  /** Why to learn now; null: there is no reason. */
  private @Nullable String cause(Situation now, long seen) {
    Learned before = last;
    if (seen < options.first()) {
      return null;
    }
    if (before == null) {
      return "nothing was learned yet";
    }
    if (seen >= options.next(before.seen())) {
      return "there are more";
    }
    if (!now.hasHardwareOf(before.situation())) {
      return "the hardware has changed";
    }
    PolicyName name = before.situation().policy().name();
    if (now.policy().name() != name) {
      return "the last table is for " + name.label();
    }
    return hasDrifted(before, seen) ? "the mix has drifted" : null;
  }

  private boolean hasDrifted(Learned before, long seen) {
    if (seen - before.seen() < options.driftArrivals()) {
      return false;
    }
    int drift = before.form().distancePermille(MixForm.of(window.newest(options.driftArrivals())));
    monitor.drifted(drift);
    if (drift <= options.driftPermille()) {
      return false;
    }
    // What was usual before is no guide any more: counting begins anew with what is usual now.
    window.beginWith(options.driftArrivals());
    last = null;
    return true;
  }

  private long nextLook(long seen) {
    Learned before = last;
    if (seen < options.first()) {
      return options.first();
    }
    long rest = Math.max(1, options.driftArrivals() / LOOKS);
    if (before == null) {
      return seen + rest;
    }
    long drift = Math.max(before.seen() + options.driftArrivals(), seen + rest);
    return Math.min(options.next(Math.max(seen, before.seen())), drift);
  }

  private @Nullable Lesson lesson(Situation now) {
    return Lesson.of(now, window.seen(), window.newest(ArrivalWindow.MAX), random.nextLong());
  }

  /** Plays one game; says whether to go on. */
  private boolean play(Lesson lesson) {
    Situation now = situation;
    if (isClosed || now == null) {
      return false;
    }
    if (!now.isLike(lesson.situation())) {
      monitor.abandoned();
      LOG.info("Fleet or policy have changed: what was learned so far is dropped.");
      return false;
    }
    if (lesson.advance()) {
      monitor.played();
      return true;
    }
    finish(lesson);
    return false;
  }

  private void finish(Lesson lesson) {
    last = new Learned(lesson.situation(), lesson.seen(), lesson.form());
    LearnedTable best = lesson.result();
    monitor.learned(best);
    LOG.info(
        "Learned in {} games: {} of the GPUs in use at full load, {} at 130 %; {} (seed {}, mix {}).",
        best.games(),
        percent(best.bookedAtFull()),
        percent(best.bookedAtEnd()),
        lesson.isBetter() ? "the table is applied" : "the table in force stays",
        best.seed(),
        "%016x".formatted(best.mixDigest()));
    if (lesson.isBetter()) {
      apply(lesson);
    }
  }

  private static String percent(long millionths) {
    return "%.2f %%".formatted(millionths / MILLIONTHS_PER_PERCENT);
  }

  private void apply(Lesson lesson) {
    Situation now = situation;
    if (isClosed || now == null || !now.isLike(lesson.situation())) {
      return;
    }
    var unused =
        intake
            .submit(lesson.event())
            .whenComplete(
                (number, failure) -> {
                  if (failure == null) {
                    monitor.applied();
                  } else {
                    refused(lesson, failure);
                  }
                });
  }

  private void refused(Lesson lesson, Throwable failure) {
    if (!isClosed) {
      LOG.warn(
          "A learned table was not accepted and will be handed in again: {}", failure.getMessage());
      timer.after(RETRY, () -> onExecutor(() -> apply(lesson)));
    }
  }

  /** A defect of the learner must not end in silence, nor take the service with it. */
  private BooleanSupplier guarded(BooleanSupplier piece) {
    return () -> {
      try {
        return piece.getAsBoolean();
      } catch (RuntimeException | Error e) {
        isClosed = true;
        LOG.error("The learner has stopped; tables stay as they are: {}", e.getMessage(), e);
        monitor.failed(e);
        return false;
      }
    };
  }

  private void onExecutor(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      isClosed = true;
    }
  }

  /** Plays no further game and hands in nothing more. */
  @Override
  public void close() {
    isClosed = true;
  }
}
