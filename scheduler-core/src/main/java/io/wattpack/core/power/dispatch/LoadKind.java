package io.wattpack.core.power.dispatch;

import io.wattpack.core.power.PowerCurve;

/**
 * Devices that are worth the same at each cap.
 *
 * @param weight value of one device at its uncapped rate, in any unit that is the same for all; at
 *     least 1
 * @param wattsMin its lowest cap: the knee of the curve, or what a promise of throughput needs
 * @param wattsMax its highest cap
 */
public record LoadKind(PowerCurve curve, int weight, int wattsMin, int wattsMax) {
  public LoadKind {
    if (weight < 1) {
      throw new IllegalArgumentException(
          "The weight of a load must be at least 1, but was %d.".formatted(weight));
    }
    if (wattsMin < curve.wattsMin() || wattsMin > wattsMax || wattsMax > curve.wattsMax()) {
      throw new IllegalArgumentException(
          "Caps of %d to %d W leave the curve, which has %d to %d W."
              .formatted(wattsMin, wattsMax, curve.wattsMin(), curve.wattsMax()));
    }
  }

  /** Between the knee and the end of the curve. */
  public LoadKind(PowerCurve curve, int weight) {
    this(curve, weight, curve.wattsMin(), curve.wattsMax());
  }

  LoadKind withWeight(int other) {
    return new LoadKind(curve, other, wattsMin, wattsMax);
  }

  /** What one device is worth at a cap; nothing below its lowest. */
  long value(int cap) {
    return cap < wattsMin ? 0 : weight * curve.throughput(cap);
  }
}
