package io.wattpack.api.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A clock, a timer and executors in one thread, where time passes only when told and a run is the
 * same each time.
 *
 * <p>Tasks run in the order of their times. Tasks of one time run as they came or, with a seed,
 * shuffled: then what real threads might do in any order happens in any order. The tasks of one
 * executor stay in order among themselves, because the service relies on serial executors; {@link
 * #process()} gives further ones, and a way to kill them.
 */
public final class VirtualTime implements Timer, Executor, InstantSource {
  private final PriorityQueue<Slot> slots =
      new PriorityQueue<>(
          Comparator.comparingLong(Slot::at)
              .thenComparingLong(Slot::rank)
              .thenComparingLong(Slot::number));
  private final @Nullable Random shuffle;
  private final Process main = new Process();
  private long now;
  private long slotsMade;
  private long tasksRun;

  private VirtualTime(Instant start, @Nullable Random shuffle) {
    this.now = nanos(start);
    this.shuffle = shuffle;
  }

  /** Ties run as they came. */
  public static VirtualTime startingAt(Instant start) {
    return new VirtualTime(start, null);
  }

  /** Ties run in an order that depends on the seed alone. */
  public static VirtualTime shuffled(Instant start, long seed) {
    return new VirtualTime(start, new Random(seed));
  }

  /** Starts at 2026-01-01T00:00Z; ties run as they came. */
  public static VirtualTime create() {
    return startingAt(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochSecond(now / 1_000_000_000, now % 1_000_000_000);
  }

  /** Runs {@code task} on the main process's own executor. */
  @Override
  public void execute(Runnable task) {
    main.mainLane.execute(task);
  }

  @Override
  public Cancellable after(Duration delay, Runnable task) {
    return main.timer().after(delay, task);
  }

  /**
   * A new group of executors and timers that can be killed together, as an operating system process
   * can.
   */
  public Process process() {
    return new Process();
  }

  /** Virtual nanoseconds, for measuring. */
  public long nanos() {
    return now;
  }

  /** Tasks run since the beginning. */
  public long tasksRun() {
    return tasksRun;
  }

  /** Runs the next task if it is due by {@code end}; false: there is none. */
  private boolean runNext(long end) {
    Slot next = slots.peek();
    if (next == null || next.at > end) {
      return false;
    }
    slots.poll();
    now = next.at;
    tasksRun++;
    next.task.run();
    return true;
  }

  /** Runs the next task whenever it is due; false: nothing is left to run. */
  public boolean runNext() {
    return runNext(Long.MAX_VALUE);
  }

  /** Runs all that is due now; time does not pass. */
  public void runDue() {
    advance(Duration.ZERO);
  }

  /** Lets time pass and runs all that falls due. */
  public void advance(Duration duration) {
    long end = Math.addExact(now, duration.toNanos());
    while (runNext(end)) {
      continue;
    }
    now = end;
  }

  /**
   * Runs until {@code condition} holds, at most for {@code limit} of virtual time; says whether it
   * holds.
   */
  public boolean runUntil(Duration limit, BooleanSupplier condition) {
    long end = Math.addExact(now, limit.toNanos());
    while (!condition.getAsBoolean()) {
      if (!runNext(end)) {
        now = end;
        return condition.getAsBoolean();
      }
    }
    return true;
  }

  private static long nanos(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
  }

  private Slot schedule(long at, Runnable task) {
    long rank = shuffle == null ? 0 : shuffle.nextLong();
    Slot slot = new Slot(at, rank, slotsMade++, task);
    slots.add(slot);
    return slot;
  }

  private record Slot(long at, long rank, long number, Runnable task) {}

  /** Executors and timers that live and die together. */
  public final class Process {
    private final AtomicBoolean killed = new AtomicBoolean();
    private final Executor mainLane = executor();

    private Process() {}

    /** A new serial executor. */
    public Executor executor() {
      Queue<Runnable> lane = new ArrayDeque<>();
      return task -> {
        if (!killed.get()) {
          lane.add(task);
          // The slot is shuffled, not the task: whichever slot comes first runs the lane's first
          // task.
          schedule(now, () -> runUnlessKilled(lane.remove()));
        }
      };
    }

    public Timer timer() {
      return (delay, task) -> {
        AtomicBoolean cancelled = new AtomicBoolean();
        long at = Math.addExact(now, Math.max(0, delay.toNanos()));
        schedule(at, () -> runUnlessKilled(cancelled.get() ? () -> {} : task));
        return () -> cancelled.set(true);
      };
    }

    private void runUnlessKilled(Runnable task) {
      if (!killed.get()) {
        task.run();
      }
    }

    /** Nothing of this process runs from now on. */
    public void kill() {
      killed.set(true);
    }
  }
}
