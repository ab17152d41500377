package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.http.JsonText;
import io.wattpack.core.event.PlaceClosed;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.SiteId;

/** Closed places on the wire. */
final class ClosuresJson {
  private ClosuresJson() {}

  static ObjectNode of(PlaceClosed closed) {
    return JsonText.object()
        .put("kind", kind(closed))
        .put("id", closed.place().toString())
        .put("closure", closed.closure().label())
        .put("until", Lists.timeOrNull(closed.until()));
  }

  private static String kind(PlaceClosed closed) {
    return switch (closed.place()) {
      case SiteId site -> "site";
      case GpuContainerId box -> "gpu_container";
      case NodeId node -> "node";
      case GpuId gpu -> "gpu";
    };
  }
}
