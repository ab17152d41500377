package io.wattpack.core.power.dispatch;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;

/** The same problem as a linear program: one variable a piece of a group, solved by GLOP. */
final class LinearOracle {
  static final double SCALE = 1e-9;

  private LinearOracle() {}

  static MPSolver solver(String name) {
    Loader.loadNativeLibraries();
    return MPSolver.createSolver(name);
  }

  /**
   * The best value of whole watts: the vertex that GLOP ends on has whole watts, so its value is
   * counted again in whole numbers.
   */
  static long best(DispatchProblem problem) {
    MPSolver solver = solver("GLOP");
    MPConstraint[] limits = limits(solver, problem);
    MPObjective objective = solver.objective();
    objective.setMaximization();
    MPVariable[][] pieces = new MPVariable[problem.groups()][];
    long value = 0;
    for (int g = 0; g < problem.groups(); g++) {
      LoadKind kind = problem.kinds().get(problem.groupKinds()[g]);
      long count = problem.groupCounts()[g];
      value += count * kind.value(kind.wattsMin());
      pieces[g] = new MPVariable[kind.curve().pieces()];
      for (int i = 0; i < pieces[g].length; i++) {
        long width = width(kind, i);
        pieces[g][i] = solver.makeNumVar(0, count * width, "");
        objective.setCoefficient(pieces[g][i], kind.weight() * SCALE * kind.curve().slope(i));
        for (int v = problem.groupDomains()[g]; v >= 0; v = problem.parents()[v]) {
          limits[v].setCoefficient(pieces[g][i], 1);
        }
      }
    }
    if (solver.solve() != MPSolver.ResultStatus.OPTIMAL) {
      throw new AssertionError("GLOP found no optimum.");
    }
    for (int g = 0; g < problem.groups(); g++) {
      LoadKind kind = problem.kinds().get(problem.groupKinds()[g]);
      for (int i = 0; i < pieces[g].length; i++) {
        value += Math.round(pieces[g][i].solutionValue()) * kind.weight() * kind.curve().slope(i);
      }
    }
    return value;
  }

  private static long width(LoadKind kind, int piece) {
    long from = Math.max(kind.wattsMin(), kind.curve().corner(piece));
    return Math.max(0, Math.min(kind.wattsMax(), kind.curve().corner(piece + 1)) - from);
  }

  /** What the limits leave above the minima. */
  private static MPConstraint[] limits(MPSolver solver, DispatchProblem problem) {
    long[] left = problem.limits().clone();
    for (int g = 0; g < problem.groups(); g++) {
      long least =
          (long) problem.groupCounts()[g] * problem.kinds().get(problem.groupKinds()[g]).wattsMin();
      for (int v = problem.groupDomains()[g]; v >= 0; v = problem.parents()[v]) {
        left[v] -= least;
      }
    }
    MPConstraint[] limits = new MPConstraint[left.length];
    for (int v = 0; v < left.length; v++) {
      limits[v] = solver.makeConstraint(-MPSolver.infinity(), left[v], "");
    }
    return limits;
  }
}
