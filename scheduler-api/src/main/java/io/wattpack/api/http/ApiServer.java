package io.wattpack.api.http;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The listening socket. */
public final class ApiServer {
  private static final int HEADER_BYTES_MAX = 16 * 1024;
  private static final int URL_BYTES_MAX = 8 * 1024;
  private static final int PART_HEADER_BYTES_MAX = 16 * 1024;
  private static final int FORM_FIELDS_MAX = 32;
  private static final int FORM_FIELD_BYTES_MAX = 8 * 1024;

  private static final int CLOSE_SECONDS = 1;

  private final HttpServer server;

  private ApiServer(HttpServer server) {
    this.server = server;
  }

  /** Listens; fails with a {@link java.net.BindException} when the port is taken. */
  public static Future<ApiServer> listen(
      Vertx vertx, String host, int port, HttpLimits limits, ApiRouter router) {
    return vertx
        .createHttpServer(options(limits))
        .requestHandler(router::handle)
        .invalidRequestHandler(ApiServer::refuseUnreadable)
        .listen(port, host)
        .map(ApiServer::new);
  }

  /** The port it listens on; never 0. */
  public int port() {
    return server.actualPort();
  }

  /** Takes no new request, lets those under way end for a moment, then closes all connections. */
  public Future<Void> close() {
    return server.shutdown(CLOSE_SECONDS, TimeUnit.SECONDS);
  }

  private static HttpServerOptions options(HttpLimits limits) {
    return new HttpServerOptions()
        .setMaxHeaderSize(HEADER_BYTES_MAX)
        .setMaxInitialLineLength(URL_BYTES_MAX)
        .setMaxFormAttributeSize(FORM_FIELD_BYTES_MAX)
        .setMaxFormBufferedBytes(PART_HEADER_BYTES_MAX)
        .setMaxFormFields(FORM_FIELDS_MAX)
        .setHandle100ContinueAutomatically(true)
        .setHttp2ClearTextEnabled(false)
        .setIdleTimeout((int) limits.idleTime().toSeconds())
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
  }

  /** What the parser could not read as HTTP never reaches the router. */
  private static void refuseUnreadable(HttpServerRequest request) {
    DecoderResult result = request.decoderResult();
    ApiError error = unreadable(result == null ? null : result.cause());
    request.response().putHeader("connection", "close");
    ErrorAnswers.of("/v1", error)
        .send(request.response())
        .onComplete(sent -> request.connection().close());
  }

  private static ApiError unreadable(@Nullable Throwable cause) {
    if (cause instanceof TooLongHttpHeaderException) {
      return ApiError.of(
          431,
          "headers_too_large",
          "The headers are larger than %d bytes.".formatted(HEADER_BYTES_MAX));
    }
    if (cause instanceof TooLongHttpLineException) {
      return ApiError.of(
          414, "url_too_long", "The URL is longer than %d bytes.".formatted(URL_BYTES_MAX));
    }
    return ApiError.of(400, "invalid_request", "This is not a valid HTTP request.");
  }
}
