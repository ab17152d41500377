package io.wattpack.api.loop;

import io.wattpack.api.journal.FencedException;
import io.wattpack.api.journal.Journal;
import io.wattpack.api.journal.StoreFailedException;
import io.wattpack.api.site.SiteLinks;
import io.wattpack.api.time.Timer;
import io.wattpack.api.time.Timer.Cancellable;
import io.wattpack.core.engine.Engine;
import io.wattpack.core.engine.StepInput;
import io.wattpack.core.engine.StepResult;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.Input;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.units.EpochMillis;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The single writer of the scheduling truth.
 *
 * <pre>
 * inbox → journal inputs → acknowledge → step → journal plan → dispatch, listeners ↺
 * </pre>
 *
 * <p>One group of inputs and one plan may be on their way to disk at the same time; a step waits
 * until the plan before it is there, because nobody may act on, or decide after, what a crash could
 * still undo. When a plan cannot be written the engine is ahead of the journal for good: the loop
 * stops, and the process must recover.
 *
 * <p>All of it but {@link #submit} runs on one serial executor.
 */
public final class SchedulerLoop implements Intake {
  private static final Duration WAKE_MIN = Duration.ofMillis(1);

  private final Engine engine;
  private final Journal journal;
  private final SnapshotWriting snapshots;
  private final InstantSource clock;
  private final Timer timer;
  private final Executor executor;
  private final List<PlanListener> listeners;
  private final LoopOptions options;
  private final LoopMonitor monitor;
  private final Inbox inbox;
  private final SiteDispatch sites;
  private final CompletableFuture<Void> started = new CompletableFuture<>();

  private final Queue<Input> unseen = new ArrayDeque<>();
  private boolean running;
  private boolean ended;
  private boolean writingInputs;
  private boolean writingPlan;
  private boolean stepDue;
  private Cancellable wake = () -> {};
  private EpochMillis latest = EpochMillis.ZERO;
  private long sequence;
  private long lastRecovered;

  /**
   * A loop that has not begun yet.
   *
   * @param engine empty; the loop's alone from now on
   * @param executor serial; may read the store
   */
  public SchedulerLoop(
      Engine engine,
      Journal journal,
      SnapshotWriting snapshots,
      InstantSource clock,
      Timer timer,
      Executor executor,
      SiteLinks links,
      List<PlanListener> listeners,
      LoopOptions options,
      LoopMonitor monitor) {
    this.engine = engine;
    this.journal = journal;
    this.snapshots = snapshots;
    this.clock = clock;
    this.timer = timer;
    this.executor = executor;
    this.listeners = List.copyOf(listeners);
    this.options = options;
    this.monitor = monitor;
    this.inbox = new Inbox(options.inboxMax());
    this.sites = new SiteDispatch(journal.epoch(), links, (site, event) -> submit(event));
  }

  /**
   * Takes over, recovers, tells sites and listeners where things stand, and begins; completes then.
   * Events submitted before wait.
   */
  public CompletableFuture<Void> start() {
    onLoop(() -> then(journal.appendTakeover(now()), this::takenOver));
    return started;
  }

  @Override
  public CompletableFuture<Long> submit(Event event) {
    CompletableFuture<Long> accepted = inbox.offer(event);
    if (accepted.isDone()) {
      monitor.refused();
    } else {
      onLoop(this::turn);
    }
    return accepted;
  }

  /**
   * Answers a question about the state as it is between two steps; the loop goes on meanwhile.
   *
   * @param question asked of a copy of the engine
   * @param elsewhere where it is answered
   */
  public <T> CompletableFuture<T> ask(Function<Engine, T> question, Executor elsewhere) {
    CompletableFuture<Engine> copied = new CompletableFuture<>();
    onLoop(
        () -> {
          if (running) {
            copied.complete(engine.fork());
          } else {
            copied.completeExceptionally(new LoopStoppedException("The loop does not run.", null));
          }
        });
    return copied.thenApplyAsync(question, elsewhere);
  }

  /**
   * Takes nothing more and closes the links; what is on its way to disk still gets there. Completes
   * when done.
   */
  public CompletableFuture<Void> stop() {
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    onLoop(
        () -> {
          end(new LoopStoppedException("The service is stopping.", null));
          stopped.complete(null);
        });
    return stopped;
  }

  private void takenOver(@Nullable Long seq, @Nullable Throwable failure) {
    if (seq == null) {
      fail(cause(failure));
    } else if (!ended) {
      recover(seq);
    }
  }

  private void recover(long takeover) {
    Recovery.Recovered recovered =
        Recovery.run(journal, snapshots.snapshots(), engine, monitor::snapshotSkipped);
    snapshots.begunFrom(recovered.snapshot());
    unseen.addAll(recovered.unseen());
    lastRecovered = unseen.isEmpty() ? 0 : recovered.unseen().getLast().seq();
    latest = recovered.at();
    sequence = takeover;
    running = true;
    // Wakes are not journalled: only a step can tell when the next one is due.
    stepDue = true;
    publish(0, nothing());
    turn();
  }

  private void turn() {
    if (running) {
      writeInputs();
    }
    if (running) {
      step();
    }
  }

  private void writeInputs() {
    if (writingInputs) {
      return;
    }
    Inbox.Batch batch = inbox.take(options.groupMax());
    if (!batch.isEmpty()) {
      writingInputs = true;
      List<Journal.Arrival> arrivals = arrivals(batch);
      then(
          batch.areLimits()
              ? journal.appendInputsReserved(arrivals)
              : journal.appendInputs(arrivals),
          (inputs, failure) -> inputsWritten(batch, inputs, failure));
    }
  }

  private List<Journal.Arrival> arrivals(Inbox.Batch batch) {
    latest = now();
    return batch.offers().stream()
        .map(offer -> new Journal.Arrival(latest, offer.event()))
        .toList();
  }

  private void inputsWritten(
      Inbox.Batch batch, @Nullable List<Input> inputs, @Nullable Throwable failure) {
    writingInputs = false;
    if (inputs == null) {
      refuse(batch, cause(failure));
    } else {
      unseen.addAll(inputs);
      monitor.accepted(inputs.size(), inbox.size());
      for (int i = 0; i < inputs.size(); i++) {
        batch.offers().get(i).accepted().complete(inputs.get(i).seq());
      }
    }
    turn();
  }

  private void refuse(Inbox.Batch batch, Throwable failure) {
    batch.offers().forEach(offer -> offer.accepted().completeExceptionally(failure));
    if (failure instanceof FencedException || failure instanceof StoreFailedException) {
      fail(failure);
    }
  }

  private void step() {
    if (writingPlan || !(stepDue || !unseen.isEmpty())) {
      return;
    }
    long begun = monitor.nanos();
    List<Input> inputs = nextInputs();
    StepResult result = engine.step(new StepInput(now(), inputs));
    monitor.stepped(inputs.size(), decisions(result.plan()), monitor.nanos() - begun);
    result.unsound().forEach(monitor::unsound);
    latest = latest.max(result.plan().at());
    sequence = inputs.isEmpty() ? sequence : Math.max(sequence, inputs.getLast().seq());
    stepDue = result.moreWork();
    wakeAt(result.nextWakeAt());
    carryOut(result.plan());
  }

  private List<Input> nextInputs() {
    List<Input> inputs = new ArrayList<>();
    while (inputs.size() < options.groupMax() && !unseen.isEmpty()) {
      inputs.add(unseen.remove());
    }
    return inputs;
  }

  private static int decisions(Plan plan) {
    return plan.bundles().stream().mapToInt(bundle -> bundle.decisions().size()).sum();
  }

  private void carryOut(Plan plan) {
    if (plan.isEmpty()) {
      publish(sequence, plan);
      onLoop(this::turn);
      return;
    }
    writingPlan = true;
    long begun = monitor.nanos();
    then(journal.appendPlan(plan), (seq, failure) -> planWritten(plan, seq, failure, begun));
  }

  private void planWritten(
      Plan plan, @Nullable Long seq, @Nullable Throwable failure, long begunNanos) {
    if (seq == null) {
      fail(cause(failure));
      return;
    }
    writingPlan = false;
    if (ended) {
      return;
    }
    sequence = Math.max(sequence, seq);
    monitor.planWritten(monitor.nanos() - begunNanos);
    publish(sequence, plan);
    turn();
  }

  /**
   * After a start nobody is told of a state that accepted inputs have already left behind: a site
   * would start again what has ended, and a batch would be judged by a fleet that is no more.
   */
  private void publish(long number, Plan plan) {
    FleetStatus status = engine.status();
    if (status.lastInput() < lastRecovered) {
      return;
    }
    boolean isFirst = !started.isDone();
    sites.follow(engine.fleet(), status);
    listeners.forEach(
        listener ->
            listener.planned(
                isFirst ? 0 : number, isFirst ? nothing() : plan, engine.fleet(), status));
    started.complete(null);
    takeSnapshot();
  }

  private Plan nothing() {
    return new Plan(0, latest, List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /**
   * Only here, between two steps: every plan up to {@code sequence} is in the engine and on disk.
   */
  private void takeSnapshot() {
    if (snapshots.isDue(sequence, options.snapshotEvery())) {
      then(
          snapshots.begin(sequence, engine),
          (kept, failure) -> {
            snapshots.ended();
            if (kept == null) {
              monitor.snapshotFailed(cause(failure));
            } else {
              monitor.snapshotKept(kept.sequence(), kept.body().length);
            }
          });
    }
  }

  private void wakeAt(@Nullable EpochMillis moment) {
    wake.cancel();
    if (moment == null) {
      wake = () -> {};
      return;
    }
    Duration left = Duration.ofMillis(moment.value() - clock.millis());
    Duration delay = left.compareTo(options.wakeMax()) > 0 ? options.wakeMax() : left;
    wake =
        timer.after(
            delay.compareTo(WAKE_MIN) < 0 ? WAKE_MIN : delay, () -> onLoop(() -> awake(moment)));
  }

  private void awake(EpochMillis moment) {
    if (clock.millis() < moment.value()) {
      wakeAt(moment);
    } else {
      stepDue = true;
      turn();
    }
  }

  /** The clock's time, but never before what the journal has already. */
  private EpochMillis now() {
    return new EpochMillis(Math.max(0, clock.millis())).max(latest);
  }

  private <T> void then(CompletableFuture<T> future, BiConsumer<T, @Nullable Throwable> next) {
    var unused =
        future.whenComplete(
            (value, failure) -> onLoop(() -> next.accept(value, unwrapped(failure))));
  }

  private static Throwable cause(@Nullable Throwable failure) {
    return failure == null ? new IllegalStateException("A write came back with nothing.") : failure;
  }

  private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private void onLoop(Runnable task) {
    try {
      executor.execute(() -> guarded(task));
    } catch (RejectedExecutionException e) {
      inbox.close(new LoopStoppedException("The service is stopping.", e));
    }
  }

  // Whatever goes wrong must not leave a loop that looks alive and does nothing.
  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private void fail(Throwable cause) {
    boolean first =
        end(new LoopStoppedException("The scheduler has stopped: " + cause.getMessage(), cause));
    started.completeExceptionally(cause);
    if (first) {
      monitor.failed(cause);
    }
  }

  private boolean end(LoopStoppedException reason) {
    boolean first = !ended;
    ended = true;
    running = false;
    wake.cancel();
    sites.close();
    inbox.close(reason);
    return first;
  }
}
