package io.wattpack.core.power;

import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.Node;

/** What the GPUs of a node add to its ceiling, fans and supplies included, rounded up. */
public final class DeviceWatts {
  private static final long PERMILLE = 1000;

  private DeviceWatts() {}

  /** Watts of the node with nothing booked on it. */
  public static long base(Node node, GpuModel model) {
    return node.base().value() + node.gpuCount() * withOverhead(node, model.idle().value());
  }

  /** Watts by which the first booking on one of its GPUs raises the node. */
  public static long rise(Node node, GpuModel model) {
    return riseTo(node, model, model.peak().value());
  }

  /** Watts by which it raises the node when the GPU is held to that cap. */
  public static long riseTo(Node node, GpuModel model, long cap) {
    return withOverhead(node, cap - model.idle().value());
  }

  private static long withOverhead(Node node, long watts) {
    return Math.ceilDiv((PERMILLE + node.overheadPermille()) * watts, PERMILLE);
  }
}
