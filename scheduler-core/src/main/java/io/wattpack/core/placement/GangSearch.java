package io.wattpack.core.placement;

import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.state.State;
import io.wattpack.core.state.Topology;
import io.wattpack.core.units.Watts;
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
      Ask member = ask.single(i);
      for (int root = 0; root < topology.domainCount(); root = topology.subtreeEnd(root)) {
        Booking.Draft draft = couldHold(root, member) ? findIn(root, member) : null;
        if (draft != null) {
          return draft.placed(ask.options().get(i).loadMillis());
        }
      }
    }
    return new Answer.Refused(refusal(ask));
  }

  private Reason refusal(Ask ask) {
    Reason single = search.refusal();
    boolean isForDevices =
        single.code() == ReasonCode.NO_FREE_GPU || single.code() == ReasonCode.SPREAD_LIMITED;
    if (isForDevices && !ask.options().isEmpty()) {
      return new Reason(ReasonCode.GANG_TOO_LARGE, null, ask.members(), null);
    }
    return single.code() == ReasonCode.POWER_LIMITED ? forAll(single, ask.members()) : single;
  }

  /**
   * Where one member alone would find its watts, it is all of them together that do not: what they
   * ask is more than is free.
   */
  private Reason forAll(Reason single, int members) {
    PowerDomainId domain = single.domain();
    long free = domain == null ? 0 : state.ledger().headroom(topology.domainOf(domain));
    return domain == null || single.asked() > free
        ? single
        : Reason.powerLimited(domain, new Watts(Math.max(single.asked() * members, free + 1)));
  }

  private boolean couldHold(int domain, Ask member) {
    Ask.Option option = member.options().getFirst();
    int gpus = option.shape().gpuCount() * option.members();
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
    int[] nodes = new LeastWatts(state, search, option).assign(domain);
    if (nodes.length < option.members()) {
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
