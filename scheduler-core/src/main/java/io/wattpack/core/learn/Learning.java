package io.wattpack.core.learn;

import io.wattpack.core.model.WasteTable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds a table for a fleet and a mix by playing games, a bounded number of them.
 *
 * <p>The idea: what is free of a GPU when the fleet is full depends on what is free of it now and
 * on who decides. So play first-fit, note for every state a GPU went through how much of it stayed
 * free, and read a table off; play by that table, and so on. Passes differ, and so do the ways to
 * read a table off: four lanes learn side by side, the best of all their tables is found over fresh
 * games that all of them play, and small changes to it are tried after that. Nothing rests on the
 * games that the fleet will see in earnest.
 *
 * <p>Deterministic in fleet, mix and plan, whichever threads run the trials.
 */
public final class Learning {
  private static final int NODES_MOST = 1300;

  private final LearningPlan plan;
  private final WorkloadMix mix;
  private final SelectStage selection;
  private final ClimbStage climb;
  private final Iterator<Stage> stages;
  private @Nullable Stage stage;
  private List<Trial> batch = List.of();
  private int inBatch;
  private int played;

  private Learning(
      FleetSketch fleet, WorkloadMix mix, LearningPlan plan, @Nullable WasteTable prior) {
    this.plan = plan;
    this.mix = mix;
    FleetSketch sketch = fleet.sampled(NODES_MOST);
    Games games = new Games(sketch, mix, plan.seed());
    Games validation = games.apart(1);
    TableMaker maker = new TableMaker(sketch, mix, plan.settings());
    List<Lane> lanes = new ArrayList<>();
    LaneKind.ALL.forEach(kind -> lanes.add(new Lane(maker, kind, plan.goal())));
    selection = new SelectStage(validation, plan.goal(), () -> candidates(lanes, prior));
    climb = new ClimbStage(games.apart(2), validation, plan, maker.tally(), selection::winner);
    stages = List.of(new PassStage(games, plan, lanes, prior), selection, climb).iterator();
  }

  /** Learns from nothing. */
  public static Learning of(FleetSketch fleet, WorkloadMix mix, LearningPlan plan) {
    return new Learning(fleet, mix, plan, null);
  }

  /** Goes on from a table, which stays if nothing better is found. */
  public static Learning from(
      WasteTable prior, FleetSketch fleet, WorkloadMix mix, LearningPlan plan) {
    return new Learning(fleet, mix, plan, prior);
  }

  private static List<Candidate> candidates(List<Lane> lanes, @Nullable WasteTable prior) {
    List<Candidate> all = new ArrayList<>();
    if (prior != null) {
      all.add(new Candidate(prior, Long.MAX_VALUE / 2));
    }
    lanes.forEach(lane -> all.addAll(lane.candidates()));
    return all;
  }

  /**
   * Plays one game.
   *
   * @return whether there is more to do
   */
  public boolean advance() {
    if (inBatch == batch.size() && !hasNextBatch()) {
      return false;
    }
    batch.get(inBatch++).run();
    return true;
  }

  /**
   * The games to play next, for callers with threads of their own: run every one of them, then ask
   * again; empty: it is done.
   */
  public List<Trial> nextBatch() {
    while (inBatch < batch.size()) {
      batch.get(inBatch++).run();
    }
    if (!hasNextBatch()) {
      return List.of();
    }
    inBatch = batch.size();
    return batch;
  }

  private boolean hasNextBatch() {
    while (stage != null || stages.hasNext()) {
      stage = stage == null ? stages.next() : stage;
      batch = stage.next();
      inBatch = 0;
      played += batch.size();
      if (!batch.isEmpty()) {
        return true;
      }
      stage = null;
    }
    return false;
  }

  /** Games played or being played. */
  public int gamesPlayed() {
    return played;
  }

  /** About how many games it takes in all. */
  public int gamesPlanned() {
    int passes = plan.games() * (1 + (plan.passes() - 1) * LaneKind.ALL.size());
    return passes + SelectStage.GAMES_MOST + plan.climbGames();
  }

  /** What was found; only once there is nothing more to do. */
  public LearnedTable result() {
    Candidate winner = climb.winner();
    return new LearnedTable(
        winner.table(),
        mix.digest(),
        plan.seed(),
        played,
        winner.bookedAtFull(),
        winner.bookedAtEnd(),
        winner.merit(winner.games(), plan.goal()));
  }
}
