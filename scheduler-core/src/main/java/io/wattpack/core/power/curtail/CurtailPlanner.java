package io.wattpack.core.power.curtail;

import io.wattpack.core.power.PowerCurve;
import io.wattpack.core.power.dispatch.DomainTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Chooses what to give back so that every limit is kept, at the least value lost for what is freed.
 *
 * <p>First from what is done by the deadline. Where that is not enough, it does all it can there,
 * and a second round adds what takes longer; nothing of the first is taken back then. A plan
 * depends on the problem alone.
 *
 * <p>Costs about three dispatches of all watts; see {@link Round}.
 */
public final class CurtailPlanner {
  /** After which little more is found; some tens of milliseconds. */
  public static final int EFFORT = 40_000;

  private final CurtailProblem problem;
  private final DomainTree tree;
  private final Parts parts;

  /** What each owner may do at any speed: one for a kind, one for a load with an offer, miners. */
  private final List<Choice> choices = new ArrayList<>();

  private final int[] choiceOf;

  public CurtailPlanner(CurtailProblem problem) {
    this.problem = problem;
    tree = new DomainTree(problem.parents());
    parts = new Parts(problem);
    choiceOf = new int[parts.owners()];
    makeChoices();
  }

  private void makeChoices() {
    List<PowerCurve> metered = new ArrayList<>();
    for (CurtailKind kind : problem.kinds()) {
      metered.add(kind.curve().metered(kind.factorPermille()));
      choices.add(Choice.of(kind, metered.getLast(), Costs.options(kind, problem.fallMillis())));
    }
    for (int load = 0; load < problem.loads().size(); load++) {
      choiceOf[load] = problem.loads().kind(load);
    }
    for (MoveOffer move : problem.moves()) {
      int kind = problem.loads().kind(move.load());
      choiceOf[move.load()] = choices.size();
      choices.add(withMove(problem.kinds().get(kind), metered.get(kind), move));
    }
    for (int i = 0; i < problem.miners().size(); i++) {
      choiceOf[problem.loads().size() + i] = choices.size();
      choices.add(Choice.of(problem.miners().get(i)));
    }
  }

  private Choice withMove(CurtailKind kind, PowerCurve metered, MoveOffer move) {
    List<Option> options = Costs.options(kind, problem.fallMillis());
    options.add(Costs.move(kind, move, problem.fallMillis()));
    return Choice.of(kind, metered, options);
  }

  /** Finds a plan, with {@link #EFFORT}. */
  public CurtailPlan plan() {
    return plan(EFFORT);
  }

  /**
   * Finds a plan.
   *
   * @param effort how much is tried to better it on a small fleet: trials times loads; 0 for none
   */
  public CurtailPlan plan(int effort) {
    PlanWriter writer = new PlanWriter(problem, tree, parts);
    Stage fast = new Stage(tree, parts, fast(), choiceOf, excess());
    Standing first = new Round(fast, effort).choose();
    writer.addFast(fast, first);
    if (writer.sums().isAnyLeft()) {
      addSlow(fast, first, writer, effort);
    }
    return writer.write();
  }

  private List<Choice> fast() {
    return choices.stream().map(choice -> choice.within(problem.deadlineMillis())).toList();
  }

  private long[] excess() {
    long[] excess = new long[tree.size()];
    Arrays.setAll(excess, problem::excess);
    return excess;
  }

  /** What helps a domain that is still above its limit, from where the first round left it. */
  private void addSlow(Stage fast, Standing first, PlanWriter writer, int effort) {
    List<Choice> slow = new ArrayList<>();
    int[] slowOf = new int[parts.owners()];
    for (int o = 0; o < slowOf.length; o++) {
      slowOf[o] = slow.size();
      Choice all = choices.get(choiceOf[o]);
      slow.add(
          writer.sums().isAnyLeftAbove(o)
              ? all.after(fast.choice(o), first.mode(o), first.watts(o))
              : Choice.fixed(first.watts(o)));
    }
    long[] left = new long[tree.size()];
    Arrays.setAll(left, writer.sums()::left);
    Stage stage = new Stage(tree, parts, slow, slowOf, left);
    writer.add(stage, new Round(stage, effort).choose());
  }
}
