package io.wattpack.core.learn;

import io.wattpack.core.model.WasteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries one small change after the other to the best table and keeps what wins over the same games.
 * A change that falls behind is dropped after few games.
 */
final class ClimbStage implements Stage {
  private static final int GAMES_AT_ONCE = 2;
  private static final int TRACED_GAMES = 3;
  private static final int KINDS = 6;

  /** Millionths of the fleet that a change may be behind after the first games. */
  private static final long BEHIND_MOST = 200;

  /** Millionths by which a change must win over all games. */
  private static final long AHEAD_LEAST = 40;

  private static final int[] BLEND_TENTHS = {3, 6, 10};

  private final Games games;
  private final Games validation;
  private final LearningPlan plan;
  private final Supplier<Candidate> start;
  private final SplittableRandom random;
  private final Tally tally;
  private @Nullable Candidate best;
  private @Nullable Candidate challenger;
  private List<Trial> traced = List.of();
  private boolean isTallied;
  private int played;
  private int tries;
  private int inRace;

  ClimbStage(
      Games games, Games validation, LearningPlan plan, Tally tally, Supplier<Candidate> start) {
    this.games = games;
    this.validation = validation;
    this.plan = plan;
    this.tally = tally;
    this.start = start;
    this.random = new SplittableRandom(games.seed());
  }

  @Override
  public List<Trial> next() {
    List<Trial> batch = nextBatch();
    played += batch.size();
    return batch;
  }

  private List<Trial> nextBatch() {
    if (!traced.isEmpty()) {
      tallyTraced();
      return race(fitted());
    }
    if (challenger != null && isStillAhead(challenger)) {
      if (inRace < SelectStage.GAMES) {
        return raceOn(challenger);
      }
      accept(challenger);
    }
    challenger = null;
    return played >= plan.climbGames() ? List.of() : challenge();
  }

  /** The best so far. */
  Candidate winner() {
    if (best == null) {
      best = start.get();
    }
    return best;
  }

  private List<Trial> challenge() {
    WasteTable table = winner().table();
    int kind = tries++ % KINDS;
    if (kind == 0) {
      return isTallied ? race(fitted()) : trace(table);
    }
    if (kind == 1) {
      return race(TableChange.bucket(table, random));
    }
    if (kind == 2 && TableChange.hasRents(table)) {
      return race(TableChange.rents(table, random));
    }
    return race(TableChange.scale(table, random));
  }

  private List<Trial> trace(WasteTable table) {
    List<Trial> batch = new ArrayList<>();
    for (int i = 0; i < TRACED_GAMES; i++) {
      batch.add(games.traced(table, tries * TRACED_GAMES + i));
    }
    traced = batch;
    return batch;
  }

  private void tallyTraced() {
    tally.fade(6);
    traced.forEach(trial -> tally.add(trial.trajectory()));
    traced = List.of();
    isTallied = true;
  }

  private WasteTable fitted() {
    TableForm form = new TableForm(random.nextInt(3) > 0, random.nextInt(3) > 0);
    int tenths = BLEND_TENTHS[random.nextInt(BLEND_TENTHS.length)];
    return TableChange.blend(winner().table(), tally.values(form), tenths);
  }

  private List<Trial> race(WasteTable table) {
    inRace = 0;
    challenger = new Candidate(table, 0);
    return raceOn(challenger);
  }

  private List<Trial> raceOn(Candidate racing) {
    inRace += GAMES_AT_ONCE;
    List<Trial> batch = new ArrayList<>(racing.upTo(inRace, validation));
    batch.addAll(winner().upTo(inRace, validation));
    return batch;
  }

  private boolean isStillAhead(Candidate racing) {
    long ahead = racing.merit(inRace, plan.goal()) - winner().merit(inRace, plan.goal());
    if (inRace == SelectStage.GAMES) {
      return ahead > AHEAD_LEAST;
    }
    return ahead > (inRace == GAMES_AT_ONCE ? -BEHIND_MOST / 2 : 0);
  }

  private void accept(Candidate winner) {
    best = winner;
    isTallied = false;
  }
}
