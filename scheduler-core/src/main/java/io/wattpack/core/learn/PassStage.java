package io.wattpack.core.learn;

import io.wattpack.core.model.WasteTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All lanes learn side by side, pass by pass; the first games are the same for all. */
final class PassStage implements Stage {
  private final Games games;
  private final LearningPlan plan;
  private final List<Lane> lanes;
  private final @Nullable WasteTable prior;
  private final List<Trial> handedOut = new ArrayList<>();
  private int pass;

  PassStage(Games games, LearningPlan plan, List<Lane> lanes, @Nullable WasteTable prior) {
    this.games = games;
    this.plan = plan;
    this.lanes = lanes;
    this.prior = prior;
  }

  @Override
  public List<Trial> next() {
    learnFromLast();
    if (pass == plan.passes()) {
      return List.of();
    }
    if (pass == 0) {
      handOut(prior);
    } else {
      lanes.forEach(lane -> handOut(lane.table()));
    }
    pass++;
    return List.copyOf(handedOut);
  }

  private void handOut(@Nullable WasteTable table) {
    for (int i = 0; i < plan.games(); i++) {
      handedOut.add(games.traced(table, pass * plan.games() + i));
    }
  }

  private void learnFromLast() {
    for (int i = 0; i < lanes.size() && !handedOut.isEmpty(); i++) {
      int from = pass == 1 ? 0 : i * plan.games();
      lanes.get(i).learn(handedOut.subList(from, from + plan.games()));
    }
    handedOut.clear();
  }
}
