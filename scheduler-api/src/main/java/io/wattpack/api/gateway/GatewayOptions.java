package io.wattpack.api.gateway;

/**
 * How much the gateway takes on.
 *
 * @param callsMax requests at the model server at the same time, at least 1
 * @param queueMax requests that wait for one of those places, 0 or more
 */
public record GatewayOptions(int callsMax, int queueMax) {
  public static final GatewayOptions DEFAULTS = new GatewayOptions(4, 64);

  public GatewayOptions {
    if (callsMax < 1 || queueMax < 0) {
      throw new IllegalArgumentException(
          "The gateway needs at least 1 call and 0 places in the queue, but was given %d and %d."
              .formatted(callsMax, queueMax));
    }
  }
}
