package io.wattpack.api.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.wattpack.api.auth.Principal;
import io.wattpack.core.model.TenantId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through an endpoint, authorised, with its body read as the endpoint asked.
 */
public final class Call {
  private final RoutingContext context;
  private final @Nullable Principal principal;
  private final Buffer body;
  private final Context eventLoop;

  Call(RoutingContext context, @Nullable Principal principal, Buffer body) {
    this.context = context;
    this.principal = principal;
    this.body = body;
    this.eventLoop = context.vertx().getOrCreateContext();
  }

  public HttpServerRequest request() {
    return context.request();
  }

  /** The caller; only endpoints that need a key may ask. */
  public Principal principal() {
    if (principal == null) {
      throw new IllegalStateException(
          "The endpoint %s needs no key and has no caller.".formatted(request().path()));
    }
    return principal;
  }

  /** The caller's tenant; only endpoints for customers may ask. */
  public TenantId tenant() {
    TenantId tenant = principal().tenant();
    if (tenant == null) {
      throw new IllegalStateException("An operator has no tenant.");
    }
    return tenant;
  }

  /** A segment of the path, decoded. */
  public String path(String name) {
    String value = context.pathParam(name);
    if (value == null) {
      throw new IllegalStateException("The path has no segment named %s.".formatted(name));
    }
    return value;
  }

  /** What follows {@code prefix} in the path, decoded; slashes may be raw or encoded. */
  public String pathAfter(String prefix) {
    String rest = Objects.requireNonNullElse(request().path(), prefix).substring(prefix.length());
    try {
      return URLDecoder.decode(rest.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return rest;
    }
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(context.queryParams().get(name)).filter(value -> !value.isEmpty());
  }

  /** A whole number of the query, or {@code fallback} without one. */
  public int queryInteger(String name, int min, int max, int fallback) {
    Optional<String> value = query(name);
    return value.isEmpty() ? fallback : inRange(name, value.get(), min, max);
  }

  public boolean queryFlag(String name) {
    String value = context.queryParams().get(name);
    return value != null && (value.isEmpty() || value.equals("true"));
  }

  public ObjectNode json() {
    return JsonText.parseObject(body);
  }

  public String text() {
    return body.toString(StandardCharsets.UTF_8);
  }

  /** Runs {@code task} on the event loop of this request. */
  public void onEventLoop(Runnable task) {
    eventLoop.runOnContext(ignored -> task.run());
  }

  private static int inRange(String name, String value, int min, int max) {
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw outside(name, value, min, max);
    }
    throw outside(name, value, min, max);
  }

  private static ApiException outside(String name, String value, int min, int max) {
    return ApiError.inField(
            400,
            "invalid_value",
            name,
            "'%s' must be a number from %d to %d, but was '%s'.".formatted(name, min, max, value))
        .asException();
  }
}
