package io.wattpack.api.journal;

import java.util.List;

/**
 * Sees every commit of a store from within, so that a simulation can end the process at exactly
 * that moment. What it throws passes through: the transaction is rolled back if it is still open,
 * and nobody is told anything.
 */
public interface CommitWatcher {
  CommitWatcher NONE = new CommitWatcher() {};

  /** Everything is written, nothing is durable yet. */
  default void committing(List<CommitPoint> points) {}

  /** Everything is durable, nobody has been told yet. */
  default void committed(List<CommitPoint> points) {}
}
