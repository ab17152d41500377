package io.wattpack.core.placement;

import io.wattpack.core.model.MigSlice;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.HostBooking;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.Room;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.policy.score.FirstFitScorer;
import io.wattpack.core.state.Topology;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down which devices and hosts a replica takes. */
final class Booking {
  /** A share takes the fullest GPU that has room. */
  static final NodeScorer TIGHTEST = new FirstFitScorer();

  private final Topology topology;
  private final NodeCursor nodes;
  private final Fit fit = new Fit();

  /** The members so far. */
  static final class Draft {
    private final List<DeviceBooking> devices = new ArrayList<>();
    private final List<HostBooking> hosts = new ArrayList<>();

    Answer.Placed placed(long loadMillis) {
      return new Answer.Placed(devices, hosts, loadMillis);
    }
  }

  Booking(Topology topology, NodeCursor nodes) {
    this.topology = topology;
    this.nodes = nodes;
  }

  /**
   * Adds a member on a node that has room for it.
   *
   * @return the slots it takes
   */
  int[] add(Draft draft, int node, Shape shape, NodeScorer scorer, long wattsMax) {
    NodeId id = topology.node(node).id();
    nodes.at(node);
    fit.choose(nodes, shape, scorer, wattsMax);
    int[] slots = fit.slots(nodes, shape);
    MigSlice slice = shape.mig() == Shape.NO_MIG ? null : slice(shape);
    for (int slot : slots) {
      draft.devices.add(device(id, slot, shape, slice));
    }
    draft.hosts.add(new HostBooking(id, shape.cpuMilli(), new Mebibytes(shape.hostMemory())));
    return slots;
  }

  private MigSlice slice(Shape shape) {
    return new MigSlice(Room.profile(nodes, shape).name(), fit.sliceStart(nodes, shape));
  }

  private static DeviceBooking device(NodeId id, int slot, Shape shape, @Nullable MigSlice slice) {
    GpuShare share = new GpuShare(shape.shareMilli());
    return new DeviceBooking(id, slot, share, new Mebibytes(shape.memory()), slice);
  }
}
