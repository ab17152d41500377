package io.wattpack.core.learn;

import io.wattpack.core.model.WasteSettings;

/**
 * How much is played, and for what.
 *
 * @param seed of all games
 * @param passes times that a table is learned from games played by the table before, at least 2
 * @param games games of each pass and lane
 * @param climbGames games to spend on trying changes to the best table; 0: none
 * @param settings power weights that the games are played under
 * @param goal what makes a table better
 */
public record LearningPlan(
    long seed, int passes, int games, int climbGames, WasteSettings settings, LearningGoal goal) {
  /** Best packing. */
  public static LearningPlan packing(long seed) {
    return new LearningPlan(seed, 9, 3, 150, WasteSettings.PACKING, LearningGoal.PACKING);
  }

  /** Packing and power together. */
  public static LearningPlan power(long seed) {
    return new LearningPlan(seed, 9, 3, 150, WasteSettings.POWER, LearningGoal.POWER);
  }
}
