package io.wattpack.core.power.dispatch;

import io.wattpack.core.power.CurveShape;
import io.wattpack.core.power.PowerCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Trees of limits two to six levels deep with 5 to 64 groups, in which most limits are scarce. */
final class RandomProblems {
  private static final int[] PEAKS = {72, 350, 400, 700, 1000};

  private final SplittableRandom random;

  RandomProblems(long seed) {
    random = new SplittableRandom(seed);
  }

  SplittableRandom random() {
    return random;
  }

  DispatchProblem next() {
    return next(64);
  }

  DispatchProblem next(int groupsMax) {
    int[] parents = tree(2 + random.nextInt(5));
    List<LoadKind> kinds = kinds(1 + random.nextInt(8));
    int groups = 5 + random.nextInt(groupsMax - 4);
    int[] domains = random.ints(groups, 0, parents.length).sorted().toArray();
    int[] ofKind = random.ints(groups, 0, kinds.size()).toArray();
    int[] counts = random.ints(groups, 0, 9).toArray();
    return withLimits(parents, kinds, domains, ofKind, counts, random.nextDouble());
  }

  DispatchProblem withLimits(
      int[] parents,
      List<LoadKind> kinds,
      int[] domains,
      int[] ofKind,
      int[] counts,
      double slack) {
    long[] least = new long[parents.length];
    long[] most = new long[parents.length];
    for (int g = 0; g < domains.length; g++) {
      least[domains[g]] += (long) counts[g] * kinds.get(ofKind[g]).wattsMin();
      most[domains[g]] += (long) counts[g] * kinds.get(ofKind[g]).wattsMax();
    }
    long[] limits = new long[parents.length];
    for (int v = parents.length - 1; v >= 0; v--) {
      limits[v] = limit(least[v], most[v], slack);
      if (parents[v] >= 0) {
        least[parents[v]] += least[v];
        most[parents[v]] += Math.min(limits[v], most[v]);
      }
    }
    return new DispatchProblem(parents, limits, kinds, domains, ofKind, counts);
  }

  /** Anything from just the minima to more than all can take. */
  long limit(long least, long most, double slack) {
    double share = Math.min(1.2, slack * 0.5 + random.nextDouble());
    return least + Math.round((most - least) * share);
  }

  private int[] tree(int depth) {
    List<Integer> parents = new ArrayList<>();
    int roots = 1 + random.nextInt(2);
    for (int i = 0; i < roots; i++) {
      grow(parents, -1, depth);
    }
    return parents.stream().mapToInt(Integer::intValue).toArray();
  }

  private void grow(List<Integer> parents, int parent, int depth) {
    int self = parents.size();
    parents.add(parent);
    int children = depth <= 1 || parents.size() > 60 ? 0 : 1 + random.nextInt(3);
    for (int i = 0; i < children; i++) {
      grow(parents, self, depth - 1);
    }
  }

  List<LoadKind> kinds(int count) {
    List<LoadKind> kinds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      kinds.add(kind());
    }
    return kinds;
  }

  private LoadKind kind() {
    int peak = PEAKS[random.nextInt(PEAKS.length)];
    PowerCurve curve =
        random.nextInt(4) == 0
            ? PowerCurve.measured(
                new int[] {200, 250, 300, 350, 400},
                new int[] {629_000, 784_000, 867_000, 923_000, 1_000_000})
            : PowerCurve.of(shape(), peak, peak / 4, 300 + 10 * random.nextInt(40));
    PowerCurve seen = random.nextInt(3) == 0 ? curve.metered(1000 + random.nextInt(400)) : curve;
    int room = seen.wattsMax() - seen.wattsMin();
    int least = seen.wattsMin() + (random.nextBoolean() ? 0 : random.nextInt(room / 2 + 1));
    int most = random.nextInt(3) > 0 ? seen.wattsMax() : least + random.nextInt(room / 2 + 1);
    return new LoadKind(seen, 1 + random.nextInt(20), least, most);
  }

  private CurveShape shape() {
    return CurveShape.values()[random.nextInt(CurveShape.values().length)];
  }
}
