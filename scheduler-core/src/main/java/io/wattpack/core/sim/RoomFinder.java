package io.wattpack.core.sim;

import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at every node of the fleet, one by one, for room: slow and simple, so that nothing can be
 * overlooked.
 */
final class RoomFinder {
  private final WorldCounts counts;
  private final EpochMillis at;
  private final Map<String, long[]> devices;
  private final Map<PowerDomainId, Long> headrooms = new LinkedHashMap<>();

  RoomFinder(WorldCounts counts, EpochMillis at) {
    this.counts = counts;
    this.at = at;
    devices = counts.devices();
    Map<PowerDomainId, Long> ceilings = counts.ceilings();
    for (PowerDomain domain : counts.fleet().powerDomains()) {
      headrooms.put(domain.id(), counts.cap(domain, at) - ceilings.getOrDefault(domain.id(), 0L));
    }
  }

  /** What one replica takes; an empty list of GPU models accepts any. */
  record Shape(int gpus, GpuShare share, Mebibytes memory, List<GpuModelId> gpuModels) {}

  /** A node that has the devices, and the watts at every level above it. */
  Optional<Node> nodeFor(Shape shape) {
    return counts.fleet().nodes().stream().filter(node -> hasRoom(node, shape)).findFirst();
  }

  private boolean hasRoom(Node node, Shape shape) {
    boolean accepts = shape.gpuModels().isEmpty() || shape.gpuModels().contains(node.gpuModel());
    if (!accepts || counts.gpuModel(node).memory().compareTo(shape.memory()) < 0) {
      return false;
    }
    int inUse = 0;
    int empty = 0;
    for (int slot = 0; slot < node.gpuCount(); slot++) {
      long[] booked = devices.get(node.id() + ":" + slot);
      if (!counts.places().isOpen(node, slot, at)) {
        continue;
      }
      if (booked == null) {
        empty++;
      } else if (fits(node, shape, booked)) {
        inUse++;
      }
    }
    int fresh = Math.max(0, shape.gpus() - inUse);
    return fresh <= empty && hasWatts(node, fresh);
  }

  private boolean fits(Node node, Shape shape, long[] booked) {
    return booked[0] + shape.share().milli() <= GpuShare.WHOLE_MILLI
        && booked[1] + shape.memory().value() <= counts.gpuModel(node).memory().value();
  }

  private boolean hasWatts(Node node, int fresh) {
    long rise = fresh * counts.deviceRise(node);
    return counts.atAndAbove(node.powerDomain()).stream()
        .allMatch(domain -> headrooms.getOrDefault(domain, 0L) >= rise);
  }
}
