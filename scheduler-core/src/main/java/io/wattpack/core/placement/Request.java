package io.wattpack.core.placement;

import io.wattpack.core.policy.Shape;
import java.util.List;

/**
 * One replica that looks for a place.
 *
 * @param pool dense index of the pool it is for; negative: a task
 * @param gpuCount GPUs it asks for, whether or not any node could give them
 * @param options the ways in which it may run, in a fixed order; none: no GPU of the fleet fits
 */
public record Request(int pool, int gpuCount, List<Option> options) {
  public Request {
    options = List.copyOf(options);
  }

  /** One way to run: the shape, and how long loading takes there. */
  public record Option(Shape shape, long loadMillis) {}
}
