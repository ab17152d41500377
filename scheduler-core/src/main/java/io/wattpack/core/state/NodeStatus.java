package io.wattpack.core.state;

import io.wattpack.core.model.Closure;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Watts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node now.
 *
 * @param gpusBooked GPUs that hold something
 * @param milliBooked the sum of booked thousandths of its GPUs
 * @param ceiling what it can draw at most with what is booked
 * @param cpuMilliFree thousandths of a core that nothing holds; null: they are not counted
 * @param memoryFree main memory that nothing holds; null: it is not counted
 * @param closure how closed it is, by what was said of it and of what holds it
 * @param gpuClosures the same of each GPU, by slot
 * @param isReady whether its site says that it is there
 */
public record NodeStatus(
    NodeId id,
    SiteId site,
    int gpus,
    int gpusBooked,
    int milliBooked,
    Watts ceiling,
    @Nullable Long cpuMilliFree,
    @Nullable Mebibytes memoryFree,
    Closure closure,
    List<Closure> gpuClosures,
    boolean isReady) {
  public NodeStatus {
    gpuClosures = List.copyOf(gpuClosures);
  }
}
