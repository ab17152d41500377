package io.wattpack.api.learn;

import io.wattpack.core.learn.LearnedTable;

/** Hears how the learner does, on any thread; must be quick. */
public interface LearnerMonitor {
  /** So many pieces of work were seen. */
  default void arrived(int pieces) {}

  /** The mix is so many thousandths away from the one that was last learned from. */
  default void drifted(int permille) {}

  /** A game was played. */
  default void played() {}

  /** Learning came to its end. */
  default void learned(LearnedTable best) {}

  /** A table is in the journal and in force from there on. */
  default void applied() {}

  /** What was learned so far is of no use: fleet or policy are others now. */
  default void abandoned() {}

  /** The learner cannot go on; nothing else suffers. */
  default void failed(Throwable cause) {}
}
