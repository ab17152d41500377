package io.wattpack.api.site.miner;

/**
 * How long and how much a connection to a machine may take.
 *
 * @param connectMillis until it is open
 * @param silenceMillis between two pieces of the reply
 * @param exchangeMillis all together
 * @param replyBytesMax of one reply; real ones have a few kilobytes
 */
public record SocketLimits(
    int connectMillis, int silenceMillis, int exchangeMillis, int replyBytesMax) {
  public static final SocketLimits DEFAULT = new SocketLimits(2_000, 3_000, 5_000, 1 << 18);
}
