package io.wattpack.api.http;

import java.time.Duration;

/**
 * What one request may cost.
 *
 * @param jsonBytesMax largest JSON or text body, at least 1
 * @param bodyTime how long such a body may take to arrive
 * @param answerTime how long an endpoint may take until its answer begins
 * @param idleTime a connection on which nothing moves for so long is closed; above the keep-alive
 *     of streams
 */
public record HttpLimits(
    int jsonBytesMax, Duration bodyTime, Duration answerTime, Duration idleTime) {
  private static final int MEBIBYTE = 1 << 20;

  public static final HttpLimits DEFAULT =
      new HttpLimits(
          4 * MEBIBYTE, Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(75));
}
