package io.wattpack.core.state;

import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.Place;
import io.wattpack.core.model.SiteId;

/** A place as something that has an order: the larger kind first, then its id, then the slot. */
record PlaceKey(int kind, String id, int slot) implements Comparable<PlaceKey> {
  static final PlaceKey FIRST = new PlaceKey(0, "", 0);

  static PlaceKey of(Place place) {
    return switch (place) {
      case SiteId site -> new PlaceKey(1, site.value(), 0);
      case GpuContainerId box -> new PlaceKey(2, box.value(), 0);
      case NodeId node -> new PlaceKey(3, node.value(), 0);
      case GpuId gpu -> new PlaceKey(4, gpu.node().value(), gpu.slot());
    };
  }

  @Override
  public int compareTo(PlaceKey other) {
    if (kind != other.kind) {
      return Integer.compare(kind, other.kind);
    }
    int byId = id.compareTo(other.id);
    return byId != 0 ? byId : Integer.compare(slot, other.slot);
  }
}
