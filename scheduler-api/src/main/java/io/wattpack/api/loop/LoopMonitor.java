package io.wattpack.api.loop;

import io.wattpack.core.engine.UnsoundBundle;

/**
 * Hears how the loop does, on its executor; must be quick. What is not of interest need not be
 * overridden.
 */
public interface LoopMonitor {
  LoopMonitor NONE = new LoopMonitor() {};

  /** A running count of nanoseconds to measure with. */
  default long nanos() {
    return 0;
  }

  /** Inputs are on disk; {@code waiting} more stand in the inbox. */
  default void accepted(int inputs, int waiting) {}

  /** An event was refused because the inbox is full; on the caller's thread. */
  default void refused() {}

  /** A step is done; {@code decisions} of its plan, 0 if it decided nothing. */
  default void stepped(int inputs, int decisions, long nanos) {}

  /** A plan is on disk, so many nanoseconds after its step. */
  default void planWritten(long nanos) {}

  /** A snapshot is on disk: the journal up to that entry, in so many bytes. */
  default void snapshotKept(long sequence, int bytes) {}

  /** A snapshot could not be kept: the next recovery reads more of the journal. */
  default void snapshotFailed(Throwable cause) {}

  /** Recovery passed over the snapshot of that number, for this reason. */
  default void snapshotSkipped(long sequence, String reason) {}

  /** The checker refused a bundle: a defect, to be alarmed. */
  default void unsound(UnsoundBundle bundle) {}

  /** The loop cannot go on: the process must end and recover. Called once. */
  default void failed(Throwable cause) {}
}
