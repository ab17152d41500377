package io.wattpack.core.learn;

import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.PowerWeight;
import io.wattpack.core.model.WasteSettings;
import io.wattpack.core.model.WasteTable;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.policy.score.TerminalWasteScorer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says whether and how well a shape goes on a node, by the same scorer that decides in earnest.
 * Main memory is left out, so that shapes that differ in nothing else share their scores.
 */
final class PlacementChoice {
  private final PlayedFleet played;
  private final @Nullable WasteTable table;
  private final int[] rowOfModel;
  private final List<WorkShape> work;
  private final int[] classes;
  private final Shape[] shapes;
  private final long[] accepted;
  private @Nullable TerminalWasteScorer scorer;
  private @Nullable PowerWeight power;
  private int score;
  private int slot;

  PlacementChoice(
      FleetSketch fleet, WorkloadMix mix, PlayedFleet played, @Nullable WasteTable table) {
    this.played = played;
    this.table = table;
    work = mix.shapes();
    rowOfModel = rows(fleet.gpuModels(), table);
    classes = new int[work.size()];
    shapes = new Shape[work.size()];
    accepted = new long[work.size()];
    Map<WorkShape, Integer> first = new LinkedHashMap<>();
    for (int i = 0; i < classes.length; i++) {
      WorkShape w = work.get(i);
      List<GpuModelId> models = w.gpuModels();
      WorkShape key = new WorkShape(w.cpuMilli(), 0, w.gpuCount(), w.shareMilli(), models);
      Integer known = first.putIfAbsent(key, i);
      classes[i] = known == null ? i : known;
      shapes[i] =
          new Shape(0, w.gpuCount(), w.shareMilli(), 0, w.cpuMilli(), 0, false, Shape.NO_MIG, 0);
      accepted[i] = Scarcity.accepted(fleet, models);
    }
  }

  private static int[] rows(List<String> gpuModels, @Nullable WasteTable table) {
    int[] rows = new int[gpuModels.size()];
    for (int model = 0; table != null && model < rows.length; model++) {
      rows[model] = table.row(gpuModels.get(model));
    }
    return rows;
  }

  /** Which shape it shares scores with, by number of the shape. */
  int[] classes() {
    return classes;
  }

  /** Whether the scores change because that much is booked now. */
  boolean moveTo(int bookedPermille) {
    if (table == null) {
      return false;
    }
    WasteSettings settings = table.settings();
    PowerWeight weight = settings.powerAt(bookedPermille);
    if (weight.equals(power)) {
      return false;
    }
    power = weight;
    scorer = new TerminalWasteScorer(table, rowOfModel, weight);
    return true;
  }

  /** Chooses the GPU on a node; false: there is no room. */
  boolean choose(int shape, int node) {
    WorkShape asked = work.get(shape);
    slot = -1;
    score = 0;
    if (played.cpuFree[node] < asked.cpuMilli()) {
      return false;
    }
    if (asked.gpuCount() == 0) {
      score = scoreIn(shape, node, -1);
      return true;
    }
    if ((accepted[shape] >> played.modelOf[node] & 1) == 0) {
      return false;
    }
    return asked.isWhole() ? chooseWhole(shape, node, asked) : chooseShare(shape, node, asked);
  }

  private boolean chooseWhole(int shape, int node, WorkShape asked) {
    if (played.gpusFree[node] < asked.gpuCount()) {
      return false;
    }
    slot = 0;
    score = scoreIn(shape, node, 0);
    return true;
  }

  private boolean chooseShare(int shape, int node, WorkShape asked) {
    slot = played.fullestWithRoom(node, asked.shareMilli());
    if (slot < 0 || scorer == null) {
      return slot >= 0;
    }
    long best = scorer.bestShare(played.at(node), shapes[shape]);
    score = (int) (best >> 32);
    slot = (int) best;
    return true;
  }

  private int scoreIn(int shape, int node, int tried) {
    return scorer == null ? 0 : scorer.score(played.at(node), shapes[shape], tried);
  }

  int score() {
    return score;
  }

  int slot() {
    return slot;
  }
}
