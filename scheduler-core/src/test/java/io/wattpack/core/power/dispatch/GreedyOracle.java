package io.wattpack.core.power.dispatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rule as it is told: watt by watt to the piece that is worth most and fits, in order. */
final class GreedyOracle {
  private record Piece(int group, int start, int end, long price) {}

  private GreedyOracle() {}

  /** The value of the watts that each group gets. */
  static long best(DispatchProblem problem) {
    long[] left = problem.limits().clone();
    List<Piece> pieces = new ArrayList<>();
    long value = 0;
    for (int g = 0; g < problem.groups(); g++) {
      LoadKind kind = problem.kinds().get(problem.groupKinds()[g]);
      take(problem, left, g, (long) problem.groupCounts()[g] * kind.wattsMin());
      value += problem.groupCounts()[g] * kind.value(kind.wattsMin());
      for (int i = 0; i < kind.curve().pieces(); i++) {
        int start = Math.max(kind.wattsMin(), kind.curve().corner(i));
        int end = Math.min(kind.wattsMax(), kind.curve().corner(i + 1));
        if (start < end) {
          pieces.add(new Piece(g, start, end, (long) kind.weight() * kind.curve().slope(i)));
        }
      }
    }
    pieces.sort(Comparator.comparingLong(Piece::price).reversed());
    for (Piece piece : pieces) {
      long room = (long) problem.groupCounts()[piece.group()] * (piece.end() - piece.start());
      for (int v = problem.groupDomains()[piece.group()]; v >= 0; v = problem.parents()[v]) {
        room = Math.min(room, left[v]);
      }
      take(problem, left, piece.group(), room);
      value += room * piece.price();
    }
    return value;
  }

  private static void take(DispatchProblem problem, long[] left, int group, long watts) {
    for (int v = problem.groupDomains()[group]; v >= 0; v = problem.parents()[v]) {
      left[v] -= watts;
    }
  }
}
