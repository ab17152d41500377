package io.wattpack.api.site.miner;

import io.wattpack.api.site.Stopwatch;
import io.wattpack.api.site.miner.MinerAlarms.Straggler;
import io.wattpack.api.time.Timer.Cancellable;
import io.wattpack.core.units.Watts;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One machine on its way to what it should do: told, read until it does it, told again with growing
 * pauses when it does not; and looked at from time to time afterwards.
 *
 * <p>What it says counts for nothing unless its watts agree. To be asleep it must say so and draw
 * as little twice in a row, so that one that has just been woken is not taken for asleep.
 */
final class DrivenMachine {
  private static final int ASLEEP_READINGS = 2;
  private static final int MISSES_MAX = 3;
  private static final int DOUBLINGS_MAX = 10;

  private final MinerControl control;
  private final Watts share;
  private final Turnstile turnstile;
  private final Stopwatch stopwatch;
  private final RandomGenerator random;
  private final DriverOptions options;
  private final Consumer<DrivenMachine> changed;

  private boolean shouldRun;
  private boolean obeys;
  private long patienceMillis;
  private int turn;
  private int tries;
  private long pollsLeft;
  private int readings;
  private int misses;
  private @Nullable MinerReading seen;
  private @Nullable Throwable failure;
  private Cancellable next = () -> {};

  /**
   * A machine of which nothing is known yet.
   *
   * @param share of the group's watts
   * @param changed hears of every reading and failure
   */
  DrivenMachine(
      MinerControl control,
      Watts share,
      Turnstile turnstile,
      Stopwatch stopwatch,
      RandomGenerator random,
      DriverOptions options,
      Consumer<DrivenMachine> changed) {
    this.control = control;
    this.share = share;
    this.turnstile = turnstile;
    this.stopwatch = stopwatch;
    this.random = random;
    this.options = options;
    this.changed = changed;
  }

  /** Looks before it tells the machine anything. */
  void adopt(boolean run, long millis) {
    begin(run, millis);
    look();
  }

  /**
   * Tells the machine at once, unless it was told the same before.
   *
   * @param millis that it may take by its declaration
   */
  void order(boolean run, long millis) {
    if (run != shouldRun) {
      begin(run, millis);
      command();
    }
  }

  private void begin(boolean run, long millis) {
    turn++;
    next.cancel();
    shouldRun = run;
    patienceMillis = millis;
    obeys = false;
    tries = 0;
    pollsLeft = 0;
    readings = 0;
    misses = 0;
  }

  /** Whether its watts were read and agree with what it should do. */
  boolean obeys() {
    return obeys;
  }

  boolean shouldRun() {
    return shouldRun;
  }

  /** Whether anything was heard of it, or could not be. */
  boolean isKnown() {
    return seen != null || failure != null;
  }

  boolean isAwake() {
    return seen != null && seen.watts().value() > options.asleepWattsMax();
  }

  boolean answers() {
    return seen != null;
  }

  /** What it draws as far as is known; its share of the group while it does not answer. */
  Watts watts() {
    return seen == null ? share : seen.watts();
  }

  Straggler news() {
    if (seen != null) {
      return new Straggler(
          control.name(),
          "should %s, says %s, draws %d W"
              .formatted(shouldRun ? "run" : "sleep", seen.mode(), seen.watts().value()));
    }
    String why = failure == null ? "nothing heard yet" : String.valueOf(failure.getMessage());
    return new Straggler(control.name(), why.lines().findFirst().orElse(""));
  }

  private void command() {
    int mine = turn;
    var unused =
        turnstile
            .pass(() -> shouldRun ? control.wake() : control.sleep())
            .whenComplete((done, problem) -> commanded(mine, problem));
  }

  private void commanded(int mine, @Nullable Throwable problem) {
    if (mine == turn) {
      // A failed order may have been carried out all the same: the reply was lost.
      pollsLeft = problem == null ? patienceMillis / options.pollMillis() : 0;
      later(options.pollMillis(), this::look);
    }
  }

  private void look() {
    int mine = turn;
    var unused =
        turnstile
            .pass(control::read)
            .whenComplete((reading, problem) -> looked(mine, reading, problem));
  }

  private void looked(int mine, @Nullable MinerReading reading, @Nullable Throwable problem) {
    if (mine != turn) {
      return;
    }
    if (reading == null) {
      missed(problem);
    } else {
      misses = 0;
      failure = null;
      seen = reading;
      judge(reading);
    }
    changed.accept(this);
  }

  private void missed(@Nullable Throwable problem) {
    failure = problem instanceof CompletionException e ? e.getCause() : problem;
    readings = 0;
    // A machine that does not answer takes seconds to do so: patience is counted in readings.
    pollsLeft /= 2;
    if (obeys && ++misses < MISSES_MAX) {
      later(options.pollMillis(), this::look);
    } else {
      seen = null;
      obeys = false;
      askAgain();
    }
  }

  private void judge(MinerReading reading) {
    if (!agrees(reading)) {
      readings = 0;
      obeys = false;
      askAgain();
    } else if (++readings < (shouldRun ? 1 : ASLEEP_READINGS)) {
      later(options.pollMillis(), this::look);
    } else {
      obeys = true;
      tries = 0;
      keepWithinShare(reading);
      later(options.watchMillis(), this::look);
    }
  }

  private boolean agrees(MinerReading reading) {
    long watts = reading.watts().value();
    return shouldRun
        ? watts > options.asleepWattsMax() && watts >= share.value() / 2
        : watts <= options.asleepWattsMax()
            && (reading.mode() == MinerMode.ASLEEP || reading.mode() == MinerMode.UNKNOWN);
  }

  /** Polls while it may still be on its way, then tells it again after a pause. */
  private void askAgain() {
    if (pollsLeft > 0) {
      pollsLeft--;
      later(options.pollMillis(), this::look);
    } else {
      later(backoff(), this::command);
    }
  }

  private long backoff() {
    long doubled = options.backoffMillis() << Math.min(tries, DOUBLINGS_MAX);
    long millis = Math.min(doubled, options.backoffMillisMax());
    long pause = tries == 0 ? 0 : millis / 2 + random.nextLong(millis + 1);
    tries++;
    return pause;
  }

  /** One that draws more than its share is told to aim at it, where its firmware can. */
  private void keepWithinShare(MinerReading reading) {
    boolean isTold = share.equals(reading.powerTarget());
    if (shouldRun
        && reading.takesPowerTarget()
        && !isTold
        && reading.watts().compareTo(share) > 0) {
      // Whether it worked is seen at the next reading.
      var unused = turnstile.pass(() -> control.aimAt(share)).handle((done, problem) -> null);
    }
  }

  private void later(long millis, Runnable task) {
    int mine = turn;
    next =
        stopwatch.after(
            millis,
            () -> {
              if (mine == turn) {
                task.run();
              }
            });
  }

  /** Nothing more is sent. */
  void close() {
    turn++;
    next.cancel();
  }
}
