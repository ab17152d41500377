package io.wattpack.core.learn;

import org.jspecify.annotations.Nullable;

/**
 * When it is worth to learn.
 *
 * <p>Not each time that more is known: nodes stand half full as the table in force wanted them, and
 * a change of table costs more than a slightly better one gains. So once as soon as enough was
 * seen, and again only when the work has become different.
 *
 * @param workLeast pieces of work that must have been seen since the last time
 * @param driftPermille how far the mix must have moved, by {@link WorkloadMix#distancePermille}
 */
public record LearningTrigger(long workLeast, int driftPermille) {
  /** A few hundred pieces give a usable table, and drift by chance stays well below the second. */
  public static final LearningTrigger DEFAULT = new LearningTrigger(300, 250);

  /**
   * Whether to learn now.
   *
   * @param learnedOn the mix that the table in force was learned on; null: there is none
   * @param seen the work seen since
   */
  public boolean isDue(@Nullable WorkloadMix learnedOn, WorkloadMix seen) {
    if (seen.total() < workLeast) {
      return false;
    }
    return learnedOn == null || learnedOn.distancePermille(seen) >= driftPermille;
  }
}
