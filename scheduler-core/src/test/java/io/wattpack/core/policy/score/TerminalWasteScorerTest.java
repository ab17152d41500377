package io.wattpack.core.policy.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wattpack.core.model.PowerWeight;
import io.wattpack.core.model.WasteSettings;
import io.wattpack.core.model.WasteTable;
import io.wattpack.core.policy.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TerminalWasteScorerTest {
  private static final double[] KNOTS = {0.5, 3, 5, 7, 8, 9, 10, 11, 12, 13, 15, 18, 25, 40, 60};
  private static final int BUCKET = 7;
  private static final WasteTable TABLE = table(new SplittableRandom(5));
  private static final int[] ROWS = {1, 2, 0};

  private static WasteTable table(SplittableRandom random) {
    int[] values = new int[3 * WasteTable.STATES * WasteTable.KNOT_COUNT];
    int row = WasteTable.STATES * WasteTable.KNOT_COUNT;
    Arrays.setAll(values, i -> i % row < WasteTable.KNOT_COUNT ? 0 : random.nextInt(4001));
    WasteSettings settings = WasteSettings.PACKING.withBucketMilli(BUCKET);
    return new WasteTable(List.of("t4", "v100"), settings, new int[] {0, 250, 20}, values);
  }

  @Test
  void shouldScoreLikeThePlainDefinition() {
    TerminalWasteScorer scorer = new TerminalWasteScorer(TABLE, ROWS, PowerWeight.NONE);
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 5000; i++) {
      FixedNode node = node(random);
      Shape shape = shape(random, node);
      int slot = slot(node, shape);
      if (slot != NONE) {
        double expected = (gain(node, shape, slot) - rent(node, shape)) / BUCKET;
        assertThat((double) scorer.score(node, shape, slot)).isCloseTo(expected, within(0.6));
      }
    }
  }

  @Test
  void shouldFindTheBestGpuInOneGoAsOneByOne() {
    TerminalWasteScorer scorer = new TerminalWasteScorer(TABLE, ROWS, new PowerWeight(10, 5, true));
    SplittableRandom random = new SplittableRandom(13);
    for (int i = 0; i < 5000; i++) {
      FixedNode node = node(random);
      Shape shape = shape(random, node);
      int best =
          shape.isShare() && slot(node, shape) != NONE ? bestSlot(scorer, node, shape) : NONE;
      if (best != NONE) {
        long found = scorer.bestShare(node, shape);
        assertThat((int) found).isEqualTo(best);
        assertThat((int) (found >> 32)).isEqualTo(scorer.score(node, shape, best));
      }
    }
  }

  private static int bestSlot(TerminalWasteScorer scorer, FixedNode node, Shape shape) {
    int best = NONE;
    for (int slot = 0; slot < node.gpuCount(); slot++) {
      boolean hasRoom = node.milliFree(slot) >= shape.shareMilli();
      if (hasRoom
          && (best == NONE || scorer.score(node, shape, slot) > scorer.score(node, shape, best))) {
        best = slot;
      }
    }
    return best;
  }

  @Test
  void shouldWeighTheWattsOfAGpuAndOfAProcessorPackage() {
    FixedNode busy = new FixedNode(1, 20_000, 500, 1000);
    Shape share = new Shape(1, 1, 300, 0, 8_000, 0, false, Shape.NO_MIG, 0);
    assertThat(PlacementWatts.rise(busy, share, 0)).isZero();
    assertThat(PlacementWatts.rise(busy, share, 1)).isEqualTo(270);
    FixedNode idle = new FixedNode(1, 64_000, 1000, 1000);
    assertThat(PlacementWatts.rise(idle, share, 0)).isEqualTo(270 + 165);
    int blind = new TerminalWasteScorer(TABLE, ROWS, PowerWeight.NONE).score(busy, share, 1);
    int seeing =
        new TerminalWasteScorer(TABLE, ROWS, new PowerWeight(1024, 0, false)).score(busy, share, 1);
    assertThat((double) (blind - seeing)).isCloseTo(270.0 / BUCKET, within(1.0));
  }

  private static final int NONE = -2;

  private static FixedNode node(SplittableRandom random) {
    int[] free = new int[1 + random.nextInt(10)];
    Arrays.setAll(free, i -> random.nextBoolean() ? 1000 : 10 * random.nextInt(100));
    return new FixedNode(random.nextInt(3), random.nextInt(64_000), free);
  }

  private static Shape shape(SplittableRandom random, FixedNode node) {
    long cpu = random.nextLong(node.cpuMilliFree() + 1);
    return switch (random.nextInt(3)) {
      case 0 -> new Shape(0, 0, 0, 0, cpu, 0, false, Shape.NO_MIG, 0);
      case 1 -> new Shape(0, 1, 10 + 10 * random.nextInt(99), 0, cpu, 0, false, Shape.NO_MIG, 0);
      default -> new Shape(0, 1 + random.nextInt(4), 1000, 0, cpu, 0, false, Shape.NO_MIG, 0);
    };
  }

  private static int slot(FixedNode node, Shape shape) {
    if (shape.gpuCount() == 0) {
      return -1;
    }
    if (shape.isWhole()) {
      return node.gpusFree() >= shape.gpuCount() ? 0 : NONE;
    }
    for (int slot = node.gpuCount() - 1; slot >= 0; slot--) {
      if (node.milliFree(slot) >= shape.shareMilli()) {
        return slot;
      }
    }
    return NONE;
  }

  private static double gain(FixedNode node, Shape shape, int slot) {
    int[] after = node.free().clone();
    if (shape.isShare()) {
      after[slot] -= shape.shareMilli();
    }
    int left = shape.isWhole() ? shape.gpuCount() : 0;
    for (int i = 0; left > 0; i++) {
      if (after[i] == 1000) {
        after[i] = 0;
        left--;
      }
    }
    int row = ROWS[node.gpuModel()];
    return value(row, node.free(), node.cpuMilliFree())
        - value(row, after, node.cpuMilliFree() - shape.cpuMilli());
  }

  private static double value(int row, int[] free, long cpu) {
    int milli = Arrays.stream(free).sum();
    int whole = (int) Arrays.stream(free).filter(hole -> hole == 1000).count();
    double value = 0;
    for (int hole : free) {
      value += hole == 0 ? 0 : between(row, WasteTable.state(hole, whole), (double) cpu / milli);
    }
    return value;
  }

  private static double between(int row, int state, double cores) {
    double at = Math.floor(Math.clamp(cores, KNOTS[0], KNOTS[14]) * 64) / 64;
    int knot = 0;
    while (knot < 13 && at >= KNOTS[knot + 1]) {
      knot++;
    }
    double way = (at - KNOTS[knot]) / (KNOTS[knot + 1] - KNOTS[knot]);
    way = Math.floor(way * 256) / 256;
    double below = TABLE.value(row, state, knot);
    return (below + way * (TABLE.value(row, state, knot + 1) - below)) / WasteTable.VALUE_SCALE;
  }

  private static double rent(FixedNode node, Shape shape) {
    return TABLE.rent(ROWS[node.gpuModel()]) / 1000.0 * shape.demandMilli();
  }
}
