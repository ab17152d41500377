package io.wattpack.core.power.curtail;

/**
 * One way in which a device, or a miner group, gives all or some of its watts.
 *
 * @param watts that are still drawn, at the domain's meter
 * @param to as {@link CurtailAction#to}
 * @param cost value lost in each hour of the fall, in millionths; what is lost once is spread over
 *     the fall
 * @param millis until the watts are gone
 */
record Option(ActionKind kind, int watts, int to, long cost, long millis) {
  /** Whether nothing is left of the load that could give more. */
  boolean isLast() {
    return kind == ActionKind.STOP || kind == ActionKind.MOVE;
  }

  /** What it costs when some of that has been paid. */
  Option after(long paid) {
    return new Option(kind, watts, to, cost - paid, millis);
  }
}
