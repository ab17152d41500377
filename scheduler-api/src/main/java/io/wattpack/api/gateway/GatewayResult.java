package io.wattpack.api.gateway;

import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.SiteId;
import java.time.Duration;

/** What became of a request. */
public sealed interface GatewayResult {
  /**
   * The model answered, well or badly.
   *
   * @param status HTTP status
   * @param body JSON; of a status other than 200 an {@code error} envelope
   * @param tokensUsed as the model counted; 0 if it failed
   */
  record Answered(int status, String body, long tokensUsed, ReplicaId replica, SiteId site)
      implements GatewayResult {}

  /**
   * Nobody answered.
   *
   * @param status 400, 404, 429 or 503
   * @param code {@code invalid_json}, {@code model_not_found}, {@code rate_limit_exceeded}, {@code
   *     capacity_curtailed} or {@code no_capacity}
   * @param retryAfter when trying again may help; zero: it will not
   */
  record Refused(int status, String code, String message, Duration retryAfter)
      implements GatewayResult {}
}
