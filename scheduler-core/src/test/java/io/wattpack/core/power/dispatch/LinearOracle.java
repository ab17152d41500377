package io.wattpack.core.power.dispatch;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import io.wattpack.core.power.dispatch.JointDispatch.Gang;
import io.wattpack.core.power.dispatch.PauseOrCap.Pausable;
import java.util.List;
import java.util.TreeSet;

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

  /** The best value when the parts of each gang, all of one kind, run at one cap of whole watts. */
  static double bestJoint(DispatchProblem problem, List<Gang> gangs) {
    MPSolver solver = solver("SCIP");
    MPConstraint[] limits = limits(solver, problem);
    MPObjective objective = solver.objective();
    objective.setMaximization();
    TreeSet<Integer> alone = new TreeSet<>();
    for (int g = 0; g < problem.groups(); g++) {
      alone.add(g);
    }
    double value = 0;
    for (Gang gang : gangs) {
      value += addCap(solver, problem, gang.groups(), limits, true);
      gang.groups().forEach(alone::remove);
    }
    for (int group : alone) {
      value += addCap(solver, problem, List.of(group), limits, false);
    }
    MPSolverParameters parameters = new MPSolverParameters();
    parameters.setDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, 1e-7);
    if (solver.solve(parameters) != MPSolver.ResultStatus.OPTIMAL) {
      throw new AssertionError("SCIP found no optimum.");
    }
    return value + objective.value();
  }

  /** One cap for all devices of some groups; gives their value at the least. */
  private static double addCap(
      MPSolver solver,
      DispatchProblem problem,
      List<Integer> groups,
      MPConstraint[] limits,
      boolean isWhole) {
    LoadKind kind = problem.kind(groups.getFirst());
    long weight = groups.stream().mapToLong(problem::weightOf).sum();
    MPConstraint whole = solver.makeConstraint(0, isWhole ? 0 : MPSolver.infinity(), "");
    if (isWhole) {
      whole.setCoefficient(solver.makeIntVar(0, kind.wattsMax(), ""), -1);
    }
    for (int i = 0; i < kind.curve().pieces(); i++) {
      MPVariable piece = solver.makeNumVar(0, width(kind, i), "");
      solver.objective().setCoefficient(piece, weight * SCALE * kind.curve().slope(i));
      whole.setCoefficient(piece, 1);
      for (int v = 0; v < limits.length; v++) {
        limits[v].setCoefficient(piece, devices(problem, groups, v));
      }
    }
    return weight * SCALE * kind.curve().throughput(kind.wattsMin());
  }

  private static long devices(DispatchProblem problem, List<Integer> groups, int domain) {
    long devices = 0;
    for (int group : groups) {
      int at = problem.groupDomains()[group];
      while (at > domain) {
        at = problem.parents()[at];
      }
      devices += at == domain ? problem.groupCounts()[group] : 0;
    }
    return devices;
  }

  /** A value that cannot be exceeded when some groups, one a load, may pause: within 0.01 %. */
  static double bestPaused(DispatchProblem problem, List<Pausable> loads) {
    MPSolver solver = solver("SCIP");
    MPConstraint[] limits = limits(solver, problem);
    solver.objective().setMaximization();
    MPVariable[] runs = new MPVariable[problem.groups()];
    double value = 0;
    for (Pausable load : loads) {
      int group = load.groups().getFirst();
      runs[group] = solver.makeIntVar(0, 1, "");
      value -= SCALE * load.restartLoss();
      solver.objective().setCoefficient(runs[group], SCALE * load.restartLoss());
      // The minima are already off the limits: a pause gives back what it frees.
      LoadKind kind = problem.kind(group);
      long freed = (long) problem.groupCounts()[group] * (kind.wattsMin() - load.pausedWatts());
      for (int v = problem.groupDomains()[group]; v >= 0; v = problem.parents()[v]) {
        limits[v].setUb(limits[v].ub() + freed);
        limits[v].setCoefficient(runs[group], freed);
      }
    }
    for (int g = 0; g < problem.groups(); g++) {
      value += addRunning(solver, problem, g, limits, runs[g]);
    }
    // By nodes and not by time: some are hard, and the bound is never below the optimum.
    solver.setSolverSpecificParametersAsString("limits/nodes = 3000");
    MPSolver.ResultStatus status = solver.solve();
    if (status != MPSolver.ResultStatus.OPTIMAL && status != MPSolver.ResultStatus.FEASIBLE) {
      throw new AssertionError("SCIP found nothing.");
    }
    return value + solver.objective().bestBound();
  }

  /** Gives what the group is worth at the least, unless that depends on whether it runs. */
  private static double addRunning(
      MPSolver solver, DispatchProblem problem, int g, MPConstraint[] limits, MPVariable runs) {
    LoadKind kind = problem.kind(g);
    long count = problem.groupCounts()[g];
    double least = SCALE * count * kind.value(kind.wattsMin());
    if (runs != null) {
      solver.objective().setCoefficient(runs, solver.objective().getCoefficient(runs) + least);
    }
    for (int i = 0; i < kind.curve().pieces(); i++) {
      long width = count * width(kind, i);
      MPVariable piece = solver.makeNumVar(0, width, "");
      solver.objective().setCoefficient(piece, kind.weight() * SCALE * kind.curve().slope(i));
      if (runs != null) {
        MPConstraint only = solver.makeConstraint(-MPSolver.infinity(), 0, "");
        only.setCoefficient(piece, 1);
        only.setCoefficient(runs, -width);
      }
      for (int v = problem.groupDomains()[g]; v >= 0; v = problem.parents()[v]) {
        limits[v].setCoefficient(piece, 1);
      }
    }
    return runs == null ? least : 0;
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
