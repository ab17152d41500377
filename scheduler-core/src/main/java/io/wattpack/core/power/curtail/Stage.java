package io.wattpack.core.power.curtail;

import io.wattpack.core.power.dispatch.DomainTree;
import java.util.Arrays;
import java.util.List;

/**
 * One round of choosing: what each load may do, and the watts that each domain may draw then. Where
 * even the least that everything can come to is above a limit, that least is the limit.
 */
final class Stage {
  private final DomainTree tree;
  private final Parts parts;
  private final List<Choice> choices;
  private final Choice[] choiceByOwner;
  private final int[] choiceOf;
  private final long[] limits;

  /**
   * @param choiceOf of each owner, a number in the list
   * @param excess as {@link CurtailProblem}'s
   */
  Stage(DomainTree tree, Parts parts, List<Choice> choices, int[] choiceOf, long[] excess) {
    this.tree = tree;
    this.parts = parts;
    this.choices = List.copyOf(choices);
    this.choiceOf = choiceOf;
    choiceByOwner = new Choice[choiceOf.length];
    Arrays.setAll(choiceByOwner, o -> choices.get(choiceOf[o]));
    limits = new long[tree.size()];
    long[] lowest = new long[tree.size()];
    for (int o = 0; o < choiceOf.length; o++) {
      Choice choice = choice(o);
      for (int p = parts.first(o); p < parts.end(o); p++) {
        limits[parts.domain(p)] += (long) parts.devices(p) * choice.most();
        lowest[parts.domain(p)] += (long) parts.devices(p) * choice.lowest();
      }
    }
    tree.sumUp(limits);
    tree.sumUp(lowest);
    for (int v = 0; v < limits.length; v++) {
      limits[v] = Math.max(limits[v] - excess[v], lowest[v]);
    }
  }

  DomainTree tree() {
    return tree;
  }

  Parts parts() {
    return parts;
  }

  List<Choice> choices() {
    return choices;
  }

  int choiceNumber(int owner) {
    return choiceOf[owner];
  }

  Choice choice(int owner) {
    return choiceByOwner[owner];
  }

  /** Watts that what can be shed below a domain may draw. */
  long limit(int domain) {
    return limits[domain];
  }

  long[] limits() {
    return limits;
  }
}
