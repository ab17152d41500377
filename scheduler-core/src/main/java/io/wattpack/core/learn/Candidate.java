package io.wattpack.core.learn;

import io.wattpack.core.model.WasteTable;
import java.util.ArrayList;
import java.util.List;

/** A table that may be the best, with what it reached in the games that all candidates play. */
final class Candidate {
  private final WasteTable table;
  private final long merit;
  private final List<Trial> trials = new ArrayList<>();

  /**
   * A candidate.
   *
   * @param merit what it reached when it was learned from
   */
  Candidate(WasteTable table, long merit) {
    this.table = table;
    this.merit = merit;
  }

  WasteTable table() {
    return table;
  }

  long meritInLearning() {
    return merit;
  }

  /** What it still has to play to have played that many games. */
  List<Trial> upTo(int games, Games validation) {
    List<Trial> missing = new ArrayList<>();
    while (trials.size() < games) {
      Trial trial = validation.of(table, trials.size());
      trials.add(trial);
      missing.add(trial);
    }
    return missing;
  }

  /** Mean merit over the first games; they must have been run. */
  long merit(int games, LearningGoal goal) {
    long sum = 0;
    for (Trial trial : trials.subList(0, games)) {
      sum += goal.merit(trial.outcome());
    }
    return sum / games;
  }

  int games() {
    return trials.size();
  }

  long bookedAtEnd() {
    return trials.stream().mapToLong(trial -> trial.outcome().bookedAtEnd()).sum() / trials.size();
  }

  long bookedAtFull() {
    return trials.stream().mapToLong(trial -> trial.outcome().bookedAtFull()).sum() / trials.size();
  }
}
