package io.wattpack.core.learn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Lets the best tables of all lanes play the same fresh games, in two rounds. */
final class SelectStage implements Stage {
  private static final int FIRST_ROUND = 8;
  private static final int FIRST_GAMES = 3;
  private static final int SECOND_ROUND = 3;
  static final int GAMES = 6;
  static final int GAMES_MOST = FIRST_ROUND * FIRST_GAMES + SECOND_ROUND * (GAMES - FIRST_GAMES);

  private final Games validation;
  private final LearningGoal goal;
  private final Supplier<List<Candidate>> all;
  private List<Candidate> left = List.of();
  private int round;

  SelectStage(Games validation, LearningGoal goal, Supplier<List<Candidate>> all) {
    this.validation = validation;
    this.goal = goal;
    this.all = all;
  }

  @Override
  public List<Trial> next() {
    round++;
    return switch (round) {
      case 1 -> play(best(all.get(), Candidate::meritInLearning, FIRST_ROUND), FIRST_GAMES);
      case 2 -> play(best(left, this::meritOfFirstRound, SECOND_ROUND), GAMES);
      default -> List.of();
    };
  }

  /** The best of all; only once the stage is over. */
  Candidate winner() {
    return best(left, candidate -> candidate.merit(GAMES, goal), 1).getFirst();
  }

  private long meritOfFirstRound(Candidate candidate) {
    return candidate.meritInLearning() + candidate.merit(FIRST_GAMES, goal);
  }

  private List<Trial> play(List<Candidate> chosen, int games) {
    left = chosen;
    List<Trial> trials = new ArrayList<>();
    left.forEach(candidate -> trials.addAll(candidate.upTo(games, validation)));
    return trials;
  }

  private static List<Candidate> best(List<Candidate> of, ToLongFunction<Candidate> by, int most) {
    List<Candidate> sorted = new ArrayList<>(of);
    sorted.sort(Comparator.comparingLong(by).reversed());
    return sorted.subList(0, Math.min(most, sorted.size()));
  }
}
