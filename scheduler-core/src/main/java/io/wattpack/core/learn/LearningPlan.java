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
  private static final int PASSES = 20;
  private static final int GAMES = 2;
  private static final int CLIMB_GAMES = 100;

  /** Best packing. */
  public static LearningPlan packing(long seed) {
    return new LearningPlan(
        seed, PASSES, GAMES, CLIMB_GAMES, WasteSettings.PACKING, LearningGoal.PACKING);
  }

  /** Packing and power together. */
  public static LearningPlan power(long seed) {
    return new LearningPlan(
        seed, PASSES, GAMES, CLIMB_GAMES, WasteSettings.POWER, LearningGoal.POWER);
  }
}
