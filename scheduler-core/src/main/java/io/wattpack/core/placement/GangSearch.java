package io.wattpack.core.placement;

import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.state.State;
import io.wattpack.core.state.Topology;
import org.jspecify.annotations.Nullable;

/**
 * Searches for all members of a gang at once, at one site and on one GPU model.
 *
 * <p>The idea: in the smallest part of the power tree that could hold it, member by member on the
 * best node, each supposed before the next is sought; where that comes to an end too early, the
 * assignment that needs least watts at every level, which exists if any does. What was supposed is
 * taken back.
 */
final class GangSearch {
  private final State state;
  private final Topology topology;
  private final Search search;

  GangSearch(State state, Search search) {
    this.state = state;
    topology = state.topology();
    this.search = search;
  }

  Answer find(Ask ask, Headrooms headrooms, @Nullable Reason before) {
    search.begin(ask, headrooms, before);
    for (int i = 0; i < ask.options().size(); i++) {
      Booking.Draft draft = findAnywhere(ask.single(i));
      if (draft != null) {
        return draft.placed(ask.options().get(i).loadMillis());
      }
    }
    return new Answer.Refused(refusal(ask, headrooms, before));
  }

  private Booking.@Nullable Draft findAnywhere(Ask member) {
    if (member.options().getFirst().members() == 1) {
      return search.findNext(member) ? search.found() : null;
    }
    for (int root = 0; root < topology.domainCount(); root = topology.subtreeEnd(root)) {
      Booking.Draft draft = couldHold(root, member) ? findIn(root, member) : null;
      if (draft != null) {
        return draft;
      }
    }
    return null;
  }

  private Reason refusal(Ask ask, Headrooms headrooms, @Nullable Reason before) {
    search.begin(ask, headrooms, before);
    for (int i = 0; i < ask.options().size(); i++) {
      tellWhatLacksWatts(ask.single(i));
    }
    Reason refusal = search.refusalOfGang(ask);
    return refusal.code() == ReasonCode.SPREAD_LIMITED
        ? new Reason(ReasonCode.GANG_TOO_LARGE, null, ask.members(), null)
        : refusal;
  }

  /** Power is in the way where the whole gang would fit if there were watts, and only there. */
  private void tellWhatLacksWatts(Ask member) {
    Ask.Option option = member.options().getFirst();
    if (option.members() == 1) {
      search.tellWhatLacksWatts(member);
      return;
    }
    LeastWatts assignment = new LeastWatts(state, search, option, false);
    for (int root = 0; root < topology.domainCount(); root = topology.subtreeEnd(root)) {
      int[] nodes = assignment.assign(root);
      for (int domain = root; nodes.length > 0 && domain < topology.subtreeEnd(root); domain++) {
        search.tellIfShort(domain, wattsBelow(domain, nodes, option.shape()));
      }
    }
  }

  /**
   * What members on those nodes add to the domain, cooling of each rounded up by itself; negative:
   * none is below it.
   */
  private long wattsBelow(int domain, int[] nodes, Shape shape) {
    int first = topology.nodeFirst(domain);
    int end = topology.nodeFirst(topology.subtreeEnd(domain));
    long watts = 0;
    boolean isUsed = false;
    for (int node : nodes) {
      if (node >= first && node < end) {
        watts += riseAt(domain, node, shape.gpuCount() * topology.riseOfNode(node));
        isUsed = true;
      }
    }
    return isUsed ? watts : -1;
  }

  private long riseAt(int domain, int node, long riseWatts) {
    int box = topology.gpuContainerOfNode(node);
    return domain <= topology.cooling().feedOfNode(node)
        ? riseWatts + state.cooling().riseMax(box, riseWatts)
        : riseWatts;
  }

  private boolean couldHold(int domain, Ask member) {
    Ask.Option option = member.options().getFirst();
    long gpus = (long) option.shape().gpuCount() * option.members();
    return state.devices().wholeFree(domain, option.shape().gpuModel()) >= gpus;
  }

  /** In the fullest part below that could hold the gang, else in the whole domain. */
  private Booking.@Nullable Draft findIn(int domain, Ask member) {
    int fullest = -1;
    int end = topology.subtreeEnd(domain);
    for (int child = domain + 1; child < end; child = topology.subtreeEnd(child)) {
      if (couldHold(child, member)
          && (fullest < 0 || free(child, member) < free(fullest, member))) {
        fullest = child;
      }
    }
    Booking.Draft draft = fullest < 0 ? null : findIn(fullest, member);
    draft = draft != null ? draft : oneByOne(domain, member);
    return draft != null ? draft : leastWatts(domain, member);
  }

  private int free(int domain, Ask member) {
    return state.devices().wholeFree(domain, member.options().getFirst().shape().gpuModel());
  }

  private Booking.@Nullable Draft oneByOne(int domain, Ask member) {
    int mark = state.checkpoint();
    int counted = search.spread().size();
    Booking.Draft draft = new Booking.Draft();
    int members = member.options().getFirst().members();
    int found = 0;
    while (found < members && search.findBelow(member, domain)) {
      suppose(draft, search.nodeFound(), member.options().getFirst().shape());
      found++;
    }
    state.rollback(mark);
    search.spread().forget(counted);
    return found == members ? draft : null;
  }

  private Booking.@Nullable Draft leastWatts(int domain, Ask member) {
    Ask.Option option = member.options().getFirst();
    int[] nodes = new LeastWatts(state, search, option, true).assign(domain);
    if (nodes.length == 0) {
      return null;
    }
    int mark = state.checkpoint();
    int counted = search.spread().size();
    Booking.Draft draft = new Booking.Draft();
    for (int node : nodes) {
      suppose(draft, node, option.shape());
    }
    state.rollback(mark);
    search.spread().forget(counted);
    return draft;
  }

  private void suppose(Booking.Draft draft, int node, Shape shape) {
    int[] slots = search.booking().add(draft, node, shape, search.scorer(), Long.MAX_VALUE);
    search.spread().add(node);
    state.suppose(node, slots, shape);
  }
}
