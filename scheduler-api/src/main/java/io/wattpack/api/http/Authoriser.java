package io.wattpack.api.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.wattpack.api.auth.ApiKeys;
import io.wattpack.api.auth.Principal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether a request may reach an endpoint. */
final class Authoriser {
  private static final String SCHEME = "bearer ";

  private final ApiKeys keys;

  Authoriser(ApiKeys keys) {
    this.keys = keys;
  }

  /**
   * The caller; null where nobody has to say who they are.
   *
   * @throws ApiException when the endpoint is not for this caller
   */
  @Nullable Principal authorise(HttpServerRequest request, Access access) {
    if (access == Access.OPEN || (access == Access.LOOPBACK && isLocal(request))) {
      return null;
    }
    Principal principal = caller(request);
    if (!mayCall(principal, access)) {
      throw insufficient(principal).asException();
    }
    return principal;
  }

  private Principal caller(HttpServerRequest request) {
    String header = request.getHeader("authorization");
    if (header == null) {
      throw unauthorised(
          "No API key was given.\nMaybe send the header 'Authorization: Bearer wp_live_…'.");
    }
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw unauthorised("The Authorization header must be 'Bearer' and a key.");
    }
    Optional<Principal> caller = keys.authenticate(header.substring(SCHEME.length()).strip());
    return caller.orElseThrow(
        () ->
            unauthorised(
                "The API key is not known here.\nMaybe it was copied in part, or belongs to another service."));
  }

  private static boolean mayCall(Principal principal, Access access) {
    return switch (access) {
      case OPEN, ANY_KEY -> true;
      case CUSTOMER -> !principal.isOperator();
      case LOOPBACK, OPERATOR -> principal.isOperator();
    };
  }

  private static boolean isLocal(HttpServerRequest request) {
    SocketAddress remote = request.remoteAddress();
    if (remote == null) {
      return false;
    }
    InetAddress address = new InetSocketAddress(remote.hostAddress(), 0).getAddress();
    return address != null && address.isLoopbackAddress();
  }

  private static ApiException unauthorised(String message) {
    return ApiError.of(401, "invalid_api_key", message).asException();
  }

  private static ApiError insufficient(Principal principal) {
    return ApiError.of(
        403,
        "insufficient_scope",
        "The key %s is %s's and may not do this.\nMaybe use %s."
            .formatted(
                principal.keyId(),
                principal.isOperator() ? "an operator" : "a customer",
                principal.isOperator() ? "a customer's key" : "an operator's key"));
  }
}
