package io.wattpack.api.site.miner;

/**
 * How patient one order to a machine is.
 *
 * @param orderMillis until an order or a reading has failed, waiting for its turn included
 * @param sessionRetryMillis between two tries to get a session that another holds, on average
 */
public record JsonTcpOptions(long orderMillis, long sessionRetryMillis) {
  public static final JsonTcpOptions DEFAULT = new JsonTcpOptions(15_000, 500);
}
