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
  private final UndoMap<NodeId, NodeId> gone;

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
    before.closed.values().forEach(entry -> close(entry.value()));
    before.gone.values().forEach(entry -> lose(entry.key()));
  }

  void close(PlaceClosed event) {
    if (!fleet.has(event.place())) {
      return;
    }
    if (event.closure() == Closure.OPEN) {
      closed.forget(event.place());
    } else {
      closed.put(event.place(), event);
    }
  }

  void ready(NodeReadinessChanged changed) {
    if (changed.isReady()) {
      gone.forget(changed.node());
    } else {
      lose(changed.node());
    }
  }

  void lose(NodeId node) {
    if (fleet.nodeOf(node) >= 0) {
      gone.put(node, node);
    }
  }

  /** Why nothing may start where the replica is placed at that moment; null: it may. */
  @Nullable String faultOf(LivingReplica replica, EpochMillis at) {
    if (closed.isEmpty() && gone.isEmpty() && fleet.drain() == null) {
      return null;
    }
    String fault = null;
    for (int member = 0; member < replica.members() && fault == null; member++) {
      fault = faultOfNode(replica, replica.nodeOf(member), at);
    }
    for (int gpu = 0; gpu < replica.gpus() && fault == null; gpu++) {
      fault = faultOfGpu(replica, replica.nodeOfGpu(gpu), replica.gpu(gpu), at);
    }
    return fault;
  }

  private @Nullable String faultOfNode(LivingReplica replica, int number, EpochMillis at) {
    Node node = fleet.node(number);
    if (fleet.isLeavingNode(number)) {
      return "Replica r-%d is placed on node %s, which the fleet gives up."
          .formatted(replica.number(), node.id());
    }
    if (gone.get(node.id()) != null) {
      return "Replica r-%d is placed on node %s, which is gone."
          .formatted(replica.number(), node.id());
    }
    String fault = faultOf(replica, fleet.siteOf(number).id(), at);
    fault = fault != null ? fault : faultOf(replica, node.gpuContainer(), at);
    return fault != null ? fault : faultOf(replica, node.id(), at);
  }

  private @Nullable String faultOfGpu(LivingReplica replica, int node, int device, EpochMillis at) {
    return faultOf(replica, new GpuId(fleet.node(node).id(), fleet.slotOf(node, device)), at);
  }

  private @Nullable String faultOf(LivingReplica replica, Place place, EpochMillis at) {
    PlaceClosed event = closed.get(place);
    if (event == null || (event.until() != null && !event.until().isAfter(at))) {
      return null;
    }
    return "Replica r-%d is placed in %s, which is %s."
        .formatted(replica.number(), place, event.closure().label());
  }
}
