package io.wattpack.core.engine;

import io.wattpack.core.state.State;
import io.wattpack.core.state.Topology;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Power domains and regions that can draw more than their cap. Derived: after every step it is what
 * it would be if all domains were looked at.
 */
final class AboveCap {
  /** How often somebody looks whether what was ordered off is overdue. */
  private static final long LOOK_MILLIS = 5_000;

  private final TreeSet<Integer> domains;
  private @Nullable Topology topology;

  AboveCap() {
    domains = new TreeSet<>();
  }

  private AboveCap(AboveCap other) {
    domains = new TreeSet<>(other.domains);
    topology = other.topology;
  }

  AboveCap copy() {
    return new AboveCap(this);
  }

  void forget() {
    domains.clear();
    topology = null;
  }

  /** Those that were above before and those whose figures changed since. */
  NavigableSet<Integer> toLookAt(State state) {
    TreeSet<Integer> some = new TreeSet<>();
    if (state.topology().equals(topology)) {
      some.addAll(domains);
    }
    for (int domain : state.ledger().touched()) {
      some.add(domain);
    }
    return some;
  }

  /** Takes in what changed, before that is forgotten. */
  void refresh(State state) {
    if (!state.topology().equals(topology)) {
      domains.clear();
      topology = state.topology();
    }
    for (int domain : state.ledger().touched()) {
      if (state.ledger().ceiling(domain) > state.ledger().cap(domain)) {
        domains.add(domain);
      } else {
        domains.remove(domain);
      }
    }
  }

  /** When to look again whether something is overdue; {@link Long#MAX_VALUE}: nothing pends. */
  long nextLook(State state) {
    boolean isPending = domains.stream().anyMatch(one -> state.ledger().pendingFall(one) > 0);
    return isPending ? (state.now() / LOOK_MILLIS + 1) * LOOK_MILLIS : Long.MAX_VALUE;
  }
}
