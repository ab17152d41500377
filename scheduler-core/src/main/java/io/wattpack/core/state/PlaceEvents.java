package io.wattpack.core.state;

import io.wattpack.core.event.NodeReadinessChanged;
import io.wattpack.core.event.PlaceClosed;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import org.jspecify.annotations.Nullable;

/** Applies what changes where work may go. */
final class PlaceEvents {
  private final State state;

  PlaceEvents(State state) {
    this.state = state;
  }

  @Nullable Reason close(PlaceClosed closed) {
    if (!state.topology().has(closed.place())) {
      return Reason.about(ReasonCode.UNKNOWN_ID, closed.place().toString());
    }
    long until = closed.until() == null ? Long.MAX_VALUE : closed.until().value();
    state.closures().close(closed.place(), closed.closure(), until, state.now());
    state.drains().refresh(closed.place());
    state.devices().turn();
    return null;
  }

  @Nullable Reason ready(NodeReadinessChanged changed) {
    int node = state.topology().nodeOf(changed.node());
    if (node < 0) {
      return Reason.about(ReasonCode.UNKNOWN_ID, changed.node().value());
    }
    if (state.closures().isReady(node) == changed.isReady()) {
      return Reason.about(ReasonCode.NOT_APPLICABLE, changed.node().value());
    }
    state.closures().ready(node, changed.isReady());
    state.devices().turn();
    return null;
  }

  @Nullable Reason decideBy(PlacementPolicy policy) {
    state.decideBy(policy);
    state.devices().turn();
    return null;
  }
}
