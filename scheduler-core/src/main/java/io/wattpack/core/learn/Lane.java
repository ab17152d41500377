package io.wattpack.core.learn;

import io.wattpack.core.model.WasteTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One way of learning: a table is played, what came of it is tallied, the next table read off. */
final class Lane {
  private static final int KEPT_TENTHS = 8;

  private final TableMaker maker;
  private final LaneKind kind;
  private final LearningGoal goal;
  private final Tally tally;
  private final List<Candidate> candidates = new ArrayList<>();
  private @Nullable WasteTable table;

  Lane(TableMaker maker, LaneKind kind, LearningGoal goal) {
    this.maker = maker;
    this.kind = kind;
    this.goal = goal;
    this.tally = maker.tally();
  }

  /** The table to play next; null: the lane has not learned yet. */
  @Nullable WasteTable table() {
    return table;
  }

  /** Tables that were played, the oldest first. */
  List<Candidate> candidates() {
    return candidates;
  }

  /** Learns from games that its table, or what came before it, has played. */
  void learn(List<Trial> played) {
    if (table != null) {
      candidates.add(new Candidate(table, mean(played)));
    }
    tally.fade(KEPT_TENTHS);
    played.forEach(trial -> tally.add(trial.trajectory()));
    table = maker.table(tally, kind);
  }

  private long mean(List<Trial> played) {
    return played.stream().mapToLong(trial -> goal.merit(trial.outcome())).sum() / played.size();
  }
}
