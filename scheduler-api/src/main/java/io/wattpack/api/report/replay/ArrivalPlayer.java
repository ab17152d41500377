package io.wattpack.api.report.replay;

import io.wattpack.api.report.trace.TracePod;
import java.util.Optional;

/** A fleet under one policy that pods are offered to, one after the other. */
@FunctionalInterface
public interface ArrivalPlayer {
  /** Places the pod at once, or refuses it for good. */
  Optional<PodPlacement> offer(TracePod pod);

  /** What it does between two decisions, on nobody's clock. */
  default void rest() {}
}
