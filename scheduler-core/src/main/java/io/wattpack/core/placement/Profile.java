package io.wattpack.core.placement;

import io.wattpack.core.model.PolicyName;
import io.wattpack.core.policy.FleetScorer;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.state.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy decides by, ready for use on one fleet.
 *
 * @param phases scorers of nodes, each up to a fullness of the fleet; at least one, unless all
 *     candidates are scored together
 * @param fleetScorer scores all candidates together; null: nodes are scored by themselves
 * @param readsKinds whether scores rest on the kinds of work that a node hosts
 */
record Profile(
    PolicyName name, List<Phase> phases, @Nullable FleetScorer fleetScorer, boolean readsKinds) {
  private static final long PERMILLE = 1000;

  /**
   * The scorer of a phase.
   *
   * @param permilleMax booked part of the fleet's GPU thousandths up to which it holds
   */
  record Phase(int permilleMax, NodeScorer scorer) {}

  Profile {
    phases = List.copyOf(phases);
  }

  static Profile of(PolicyName name, NodeScorer scorer) {
    return new Profile(name, List.of(new Phase((int) PERMILLE, scorer)), null, false);
  }

  /** One scorer up to a fullness of the fleet, another from there on. */
  static Profile of(PolicyName name, NodeScorer early, int permilleMax, NodeScorer late) {
    List<Phase> phases = List.of(new Phase(permilleMax, early), new Phase((int) PERMILLE, late));
    return new Profile(name, phases, null, false);
  }

  static Profile ofFleet(PolicyName name, FleetScorer scorer) {
    return new Profile(name, List.of(), scorer, false);
  }

  Profile withKinds() {
    return new Profile(name, phases, fleetScorer, true);
  }

  /** The scorer of nodes that is in force now; candidates scored together: how a GPU is chosen. */
  NodeScorer nodeScorer(State state) {
    if (fleetScorer != null) {
      NodeScorer choice = fleetScorer.gpuChoice();
      return choice == null ? Booking.TIGHTEST : choice;
    }
    long installed = state.topology().milliInstalled();
    return phases.get(phaseAt(state.devices().milliBooked(), installed)).scorer();
  }

  /** The phase at that fullness. */
  int phaseAt(long milliBooked, long milliInstalled) {
    int phase = 0;
    while (phase < phases.size() - 1
        && milliBooked * PERMILLE > phases.get(phase).permilleMax() * milliInstalled) {
      phase++;
    }
    return phase;
  }
}
