package io.wattpack.api.http;

import io.vertx.core.http.HttpMethod;

/**
 * One route.
 *
 * @param path in the router's own syntax: {@code :id} is one segment, a last {@code *} the rest
 */
public record Endpoint(
    HttpMethod method, String path, Access access, BodyKind body, Handling handling) {
  /** One that reads no body. */
  public static Endpoint get(String path, Access access, Handling handling) {
    return new Endpoint(HttpMethod.GET, path, access, BodyKind.NONE, handling);
  }

  /** The path as documentation writes it: {@code /v1/files/{id}}. */
  public String documentedPath() {
    return path.replaceAll(":([a-z_]+)", "{$1}").replaceAll("\\*$", "{id}");
  }
}
