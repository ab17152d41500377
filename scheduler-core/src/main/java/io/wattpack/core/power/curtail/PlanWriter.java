package io.wattpack.core.power.curtail;

import io.wattpack.core.power.dispatch.DomainTree;
import java.util.ArrayList;
import java.util.List;

/** Turns what rounds came to into ordered actions and sums. */
final class PlanWriter {
  private final CurtailProblem problem;
  private final Parts parts;
  private final DomainSums sums;
  private final List<CurtailAction> actions = new ArrayList<>();
  private int inTime;

  PlanWriter(CurtailProblem problem, DomainTree tree, Parts parts) {
    this.problem = problem;
    this.parts = parts;
    sums = new DomainSums(problem, tree, parts);
  }

  DomainSums sums() {
    return sums;
  }

  /** Adds what is done by the deadline. */
  void addFast(Stage stage, Standing standing) {
    add(stage, standing);
    inTime = actions.size();
    sums.reachDeadline();
  }

  /** Adds what one round changes, in its merit order. */
  void add(Stage stage, Standing standing) {
    List<CurtailAction> added = new ArrayList<>();
    int[] freed = new int[parts.owners()];
    long[] millis = new long[parts.owners()];
    long[] keys = new long[parts.owners()];
    for (int o = 0; o < freed.length; o++) {
      freed[o] = stage.choice(o).most() - standing.watts(o);
      if (freed[o] > 0) {
        added.add(action(stage.choice(o), standing, o, freed[o]));
        millis[o] = added.getLast().millis();
        keys[added.size() - 1] = added.getLast().cost() / added.getLast().freed();
      }
    }
    for (int i : MeritOrder.of(keys, added.size())) {
      actions.add(added.get(i));
    }
    sums.add(freed, millis);
  }

  private CurtailAction action(Choice choice, Standing standing, int owner, int freedPerDevice) {
    int mode = standing.mode(owner);
    int watts = standing.watts(owner);
    long devices = parts.devicesOf(owner);
    int running = problem.loads().size();
    return new CurtailAction(
        mode == 0 ? ActionKind.CAP : choice.off(mode).kind(),
        owner < running ? owner : owner - running,
        mode == 0 ? choice.deviceCap(watts) : choice.off(mode).to(),
        freedPerDevice,
        devices * freedPerDevice,
        mode == 0 ? choice.capMillis() : choice.off(mode).millis(),
        Costs.overTheFall(devices * choice.cost(mode, watts), problem.fallMillis()));
  }

  CurtailPlan write() {
    return new CurtailPlan(actions, inTime, sums);
  }
}
