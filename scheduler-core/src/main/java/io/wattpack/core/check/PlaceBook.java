package io.wattpack.core.check;

import io.wattpack.core.event.NodeReadinessChanged;
import io.wattpack.core.event.PlaceClosed;
import io.wattpack.core.model.Closure;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.Place;
import io.wattpack.core.units.EpochMillis;
import org.jspecify.annotations.Nullable;

/** Which places are closed, as operators and sites said. */
final class PlaceBook {
  private final FleetBook fleet;
  private final UndoMap<Place, PlaceClosed> closed;
  private final UndoMap<NodeId, Boolean> gone;

  PlaceBook(FleetBook fleet, UndoLog undo) {
    this.fleet = fleet;
    closed = new UndoMap<>(undo);
    gone = new UndoMap<>(undo);
  }

  private PlaceBook(PlaceBook other, UndoLog undo) {
    fleet = other.fleet;
    closed = other.closed.fork(undo);
    gone = other.gone.fork(undo);
  }

  PlaceBook fork(UndoLog forked) {
    return new PlaceBook(this, forked);
  }

  void carry(PlaceBook before) {
    before.closed.values().forEach(this::close);
    before.gone.keys().forEach(this::lose);
  }

  void close(PlaceClosed event) {
    if (!fleet.has(event.place())) {
      return;
    }
    if (event.closure() == Closure.OPEN) {
      closed.remove(event.place());
    } else {
      closed.put(event.place(), event);
    }
  }

  void ready(NodeReadinessChanged changed) {
    if (changed.isReady()) {
      gone.remove(changed.node());
    } else {
      lose(changed.node());
    }
  }

  private void lose(NodeId node) {
    if (fleet.nodeOf(node) >= 0) {
      gone.put(node, Boolean.TRUE);
    }
  }

  /** Why nothing may start on the node at that moment; null: it may. */
  @Nullable String faultOfNode(String what, Node node, EpochMillis at) {
    if (gone.get(node.id()) != null) {
      return "%s is placed on node %s, which is gone.".formatted(what, node.id());
    }
    int domain = fleet.domainOf(node.powerDomain());
    String fault = faultOf(what, fleet.domain(domain).site(), at);
    fault = fault != null ? fault : faultOf(what, node.gpuContainer(), at);
    return fault != null ? fault : faultOf(what, node.id(), at);
  }

  /** Why nothing may start on the GPU, its node apart; null: it may. */
  @Nullable String faultOfGpu(String what, GpuId gpu, EpochMillis at) {
    return faultOf(what, gpu, at);
  }

  private @Nullable String faultOf(String what, Place place, EpochMillis at) {
    PlaceClosed event = closed.get(place);
    if (event == null || (event.until() != null && !event.until().isAfter(at))) {
      return null;
    }
    return "%s is placed in %s, which is %s.".formatted(what, place, event.closure().label());
  }
}
