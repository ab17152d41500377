package io.wattpack.api.report.bench;

/**
 * How much of the dispatch of watts is measured.
 *
 * @param gpus that work and can be capped, at least 8
 * @param slackPermille what the limits leave above the lowest caps, about
 * @param warmUpTurns dispatches, changes and plans that do not count
 * @param turns and those that do
 * @param seed of the world and of the changes
 */
public record PowerBenchPlan(int gpus, int slackPermille, int warmUpTurns, int turns, long seed) {

  /** What the command measures: where most domains are full on their own account, the slowest. */
  public static PowerBenchPlan of(int gpus) {
    return new PowerBenchPlan(gpus, 1000, 60, 101, 1);
  }
}
