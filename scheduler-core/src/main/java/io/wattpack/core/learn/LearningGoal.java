package io.wattpack.core.learn;

/**
 * What makes one table better than another.
 *
 * @param endPermille how much of the packing counts at the end, the rest when the work that had
 *     come would just fill the fleet, 0 to 1000
 * @param wattsPermille thousandths of the GPUs booked that a part of the fleet's full watts drawn
 *     at half load is worth, part for part; 0: power does not count
 */
public record LearningGoal(int endPermille, int wattsPermille) {
  /** Packing only. */
  public static final LearningGoal PACKING = new LearningGoal(700, 0);

  /** Packing and power together. */
  public static final LearningGoal POWER = new LearningGoal(700, 100);

  /** Millionths; the higher the better; of packing only, the share of GPUs booked. */
  long merit(Outcome outcome) {
    long packing =
        outcome.bookedAtEnd() * endPermille + outcome.bookedAtFull() * (1000 - endPermille);
    return (packing - outcome.wattsAtHalf() * wattsPermille) / 1000;
  }
}
