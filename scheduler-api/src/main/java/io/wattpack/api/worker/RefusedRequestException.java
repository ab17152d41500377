package io.wattpack.api.worker;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.wattpack.api.worker.ModelServer.ModelAnswer;
import org.jspecify.annotations.Nullable;

/** A request that a model server answers with an error. */
final class RefusedRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final @Nullable String param;
  private final String explanation;

  RefusedRequestException(int status, String code, @Nullable String param, String explanation) {
    // An answer, not a fault: no stack trace is wanted, and a batch may hold 50,000 of them.
    super(explanation, null, false, false);
    this.status = status;
    this.code = code;
    this.param = param;
    this.explanation = explanation;
  }

  ModelAnswer answer() {
    return new ModelAnswer(
        status,
        "{\"error\":{\"message\":%s,\"type\":\"invalid_request_error\",\"param\":%s,\"code\":%s}}"
            .formatted(quoted(explanation), param == null ? "null" : quoted(param), quoted(code)),
        0);
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
