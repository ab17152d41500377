package io.wattpack.api.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as a client sees it.
 *
 * @param status HTTP status, 400 to 599
 * @param code stable and machine-readable, listed in the API documentation
 * @param message one sentence for people; never a stack trace
 * @param param the field or parameter concerned; null: none
 * @param headers further response headers
 * @param details further members of a problem document; dropped where the error envelope has no
 *     room for them
 */
public record ApiError(
    int status,
    String code,
    String message,
    @Nullable String param,
    Map<String, String> headers,
    Map<String, Object> details) {
  private static final int RETRY_SECONDS = 1;

  public ApiError {
    headers = new LinkedHashMap<>(headers);
    details = new LinkedHashMap<>(details);
  }

  public static ApiError of(int status, String code, String message) {
    return new ApiError(status, code, message, null, retryHeaders(status), Map.of());
  }

  public static ApiError inField(int status, String code, String field, String message) {
    return new ApiError(status, code, message, field, retryHeaders(status), Map.of());
  }

  public ApiError withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new ApiError(status, code, message, param, more, details);
  }

  public ApiError withDetail(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(details);
    more.put(name, value);
    return new ApiError(status, code, message, param, headers, more);
  }

  public ApiException asException() {
    return new ApiException(this);
  }

  /** The error type of the OpenAI envelope. */
  public String type() {
    return switch (status) {
      case 401 -> "authentication_error";
      case 402 -> "insufficient_quota";
      case 403 -> "permission_error";
      case 429 -> "rate_limit_error";
      default -> status >= 500 ? "server_error" : "invalid_request_error";
    };
  }

  /**
   * Clients repeat 409 and 5xx by themselves: told not to where waiting cures nothing, and when to
   * where it does.
   */
  private static Map<String, String> retryHeaders(int status) {
    return switch (status) {
      case 401 -> Map.of("www-authenticate", "Bearer");
      case 409, 422, 501, 507 -> Map.of("x-should-retry", "false");
      case 503 -> Map.of("retry-after", Integer.toString(RETRY_SECONDS));
      default -> Map.of();
    };
  }
}
