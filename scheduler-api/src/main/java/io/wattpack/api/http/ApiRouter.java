package io.wattpack.api.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.wattpack.api.auth.Principal;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All endpoints behind one router. Every request gets an id, every answer carries it; whatever goes
 * wrong becomes one JSON error without a trace of the inside.
 */
public final class ApiRouter {
  private static final Logger LOG = LoggerFactory.getLogger(ApiRouter.class);
  private static final String ROUTE = "wattpack.route";
  private static final long DROP_MILLIS = 2_000;

  private final Authoriser authoriser;
  private final BodyReader bodies;
  private final HttpLimits limits;
  private final Failures failures;
  private final RequestObserver observer;
  private final RequestIds ids;
  private final Router router;

  public ApiRouter(
      Vertx vertx,
      Authorisation authorisation,
      HttpLimits limits,
      Failures failures,
      RequestObserver observer,
      List<Endpoint> endpoints) {
    this.authoriser = new Authoriser(authorisation.keys());
    this.ids = new RequestIds(authorisation.random());
    this.bodies = new BodyReader(vertx, limits);
    this.limits = limits;
    this.failures = failures;
    this.observer = observer;
    this.router = Router.router(vertx);
    router.route().handler(this::begin);
    endpoints.forEach(this::add);
    router.errorHandler(404, this::notFound);
    router.errorHandler(405, this::methodNotAllowed);
    router.errorHandler(
        400,
        context ->
            refuse(
                context,
                ApiError.of(400, "invalid_request", "The request could not be understood.")));
    router.errorHandler(500, context -> fail(context, context.failure()));
  }

  /** Hands a request to the router. */
  public void handle(HttpServerRequest request) {
    router.handle(request);
  }

  private void add(Endpoint endpoint) {
    router
        .route(endpoint.method(), endpoint.path())
        .handler(
            context -> {
              context.put(ROUTE, endpoint.documentedPath());
              serve(context, endpoint);
            });
  }

  private void begin(RoutingContext context) {
    long start = System.nanoTime();
    context.response().putHeader("x-request-id", ids.next());
    context
        .response()
        .headersEndHandler(
            head ->
                context
                    .response()
                    .putHeader("openai-processing-ms", Long.toString(millisSince(start))));
    context.addEndHandler(end -> report(context, System.nanoTime() - start));
    context.next();
  }

  private void serve(RoutingContext context, Endpoint endpoint) {
    try {
      Principal principal = authoriser.authorise(context.request(), endpoint.access());
      refuseEncodedBody(context.request());
      body(context, endpoint)
          .onSuccess(body -> call(context, endpoint, new Call(context, principal, body)))
          .onFailure(failure -> fail(context, failure));
    } catch (ApiException e) {
      fail(context, e);
    }
  }

  private Future<Buffer> body(RoutingContext context, Endpoint endpoint) {
    return endpoint.body() == BodyKind.STREAM
        ? Future.succeededFuture(Buffer.buffer())
        : bodies.read(context.request());
  }

  private void call(RoutingContext context, Endpoint endpoint, Call call) {
    CompletionStage<Answer> answer;
    try {
      answer = endpoint.handling().handle(call);
    } catch (RuntimeException e) {
      fail(context, e);
      return;
    }
    CompletionStage<Answer> limited =
        answer.toCompletableFuture().copy().orTimeout(timeMillis(endpoint), TimeUnit.MILLISECONDS);
    limited.whenComplete(
        (result, failure) -> call.onEventLoop(() -> finish(context, result, failure)));
  }

  /** A stream takes as long as its sender needs: the idle time of the connection bounds it. */
  private long timeMillis(Endpoint endpoint) {
    long millis = limits.answerTime().toMillis();
    return endpoint.body() == BodyKind.STREAM ? millis * 60 : millis;
  }

  private void finish(
      RoutingContext context, @Nullable Answer answer, @Nullable Throwable failure) {
    if (answer == null || failure != null) {
      fail(
          context,
          failure == null ? new IllegalStateException("An endpoint gave no answer.") : failure);
      return;
    }
    if (ErrorAnswers.isOpen(context.response())) {
      answer.send(context.response()).onFailure(lost -> cutOff(context, lost));
    }
  }

  private void fail(RoutingContext context, @Nullable Throwable failure) {
    Throwable cause = root(failure);
    if (cause instanceof ApiException refused) {
      refuse(context, refused.error());
      return;
    }
    if (cause instanceof TimeoutException) {
      refuse(
          context,
          ApiError.of(
              503,
              "timeout",
              "The answer took longer than %d s.".formatted(limits.answerTime().toSeconds())));
      return;
    }
    refuse(
        context,
        cause == null
            ? unexpected(context, null)
            : failures.refusal(cause).orElseGet(() -> unexpected(context, cause)));
  }

  private ApiError unexpected(RoutingContext context, @Nullable Throwable cause) {
    String id = context.response().headers().get("x-request-id");
    LOG.error(
        "Request {} {} {} failed unexpectedly.",
        id,
        context.request().method(),
        context.normalizedPath(),
        cause);
    return ApiError.of(
        500,
        "internal_error",
        "Something went wrong on our side.\nMaybe try again; the request id is %s.".formatted(id));
  }

  private void refuse(RoutingContext context, ApiError error) {
    if (!ErrorAnswers.isOpen(context.response())) {
      cutOff(context, error.asException());
      return;
    }
    boolean stillSending = !context.request().isEnded();
    if (stillSending) {
      context.response().putHeader("connection", "close");
    }
    Future<Void> sent = ErrorAnswers.of(context.normalizedPath(), error).send(context.response());
    if (stillSending) {
      drop(context, sent);
    }
  }

  /**
   * What the client still sends is read and dropped for a moment and then cut off: closing at once
   * would reset the connection, and the client would see no answer at all.
   */
  private static void drop(RoutingContext context, Future<Void> sent) {
    HttpServerRequest request = context.request();
    request
        .handler(ignored -> {})
        .exceptionHandler(ignored -> {})
        .endHandler(ignored -> {})
        .resume();
    sent.onComplete(
        done -> context.vertx().setTimer(DROP_MILLIS, expired -> request.connection().close()));
  }

  /**
   * The head is out: only a broken connection can still tell the client that the body is not whole.
   */
  private static void cutOff(RoutingContext context, Throwable failure) {
    if (!context.response().ended() && !context.response().closed()) {
      LOG.warn("The answer to {} broke off: {}", context.normalizedPath(), failure.getMessage());
      context.request().connection().close();
    }
  }

  private void notFound(RoutingContext context) {
    refuse(
        context,
        ApiError.of(
            404,
            "unknown_url",
            "Nothing is served at %s %s.\nMaybe check the path; the customer API is under /v1."
                .formatted(context.request().method(), shown(context.normalizedPath()))));
  }

  private void methodNotAllowed(RoutingContext context) {
    refuse(
        context,
        ApiError.of(
            405,
            "method_not_allowed",
            "The path %s does not take %s."
                .formatted(shown(context.normalizedPath()), context.request().method())));
  }

  private static void refuseEncodedBody(HttpServerRequest request) {
    String encoding = request.getHeader("content-encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw ApiError.of(
              415,
              "unsupported_encoding",
              "Bodies are taken uncompressed, but this one is '%s'.".formatted(shown(encoding)))
          .asException();
    }
  }

  private void report(RoutingContext context, long nanos) {
    String route = context.get(ROUTE, "unmatched");
    observer.answered(
        context.request().method().name(), route, context.response().getStatusCode(), nanos);
  }

  private static @Nullable Throwable root(@Nullable Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private static String shown(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}
