package io.wattpack.api.site.miner;

import io.wattpack.core.units.Watts;
import java.util.concurrent.CompletableFuture;

/**
 * The switch of one machine, whatever its firmware. Every call ends within a declared time, if only
 * with a {@link MinerException}. That an order is accepted does not mean it is obeyed: only the
 * watts that are read afterwards tell.
 *
 * <p>Used from the site's serial executor, on which the answers arrive too.
 */
public interface MinerControl {
  /** How people call the machine: its address. */
  String name();

  /** What it draws and does. */
  CompletableFuture<MinerReading> read();

  /** Tells it to stop hashing and switch its power stage off; repeats do no harm. */
  CompletableFuture<Void> sleep();

  /** Tells it to hash; repeats do no harm. */
  CompletableFuture<Void> wake();

  /**
   * Tells it how many watts to draw when awake; fails with {@link MinerFault#REFUSED} where the
   * firmware has no such thing.
   */
  CompletableFuture<Void> aimAt(Watts target);
}
