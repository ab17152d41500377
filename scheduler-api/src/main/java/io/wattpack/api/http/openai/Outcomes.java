package io.wattpack.api.http.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattpack.api.batch.Outcome;
import io.wattpack.api.batch.Refusal;
import io.wattpack.api.http.Answer;
import io.wattpack.api.http.ApiError;
import java.util.Map;
import java.util.function.Function;

/** Turns what a service did into an answer. */
final class Outcomes {
  private Outcomes() {}

  /** The value, written by {@code json}; a refusal is thrown. A replayed answer says so. */
  static <T> Answer answer(Outcome<T> outcome, Function<T, JsonNode> json) {
    return switch (outcome) {
      case Outcome.Refused<T>(Refusal refusal) -> throw error(refusal).asException();
      case Outcome.Done<T>(T value, boolean isReplayed) -> answer(json.apply(value), isReplayed);
    };
  }

  /** The value; a refusal is thrown. */
  static <T> T value(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Refused<T>(Refusal refusal) -> throw error(refusal).asException();
      case Outcome.Done<T>(T value, boolean isReplayed) -> value;
    };
  }

  static ApiError error(Refusal refusal) {
    ApiError error =
        new ApiError(
            refusal.status(),
            refusal.code(),
            refusal.message(),
            refusal.param(),
            Map.of(),
            Map.of());
    if (refusal.isRetryable()) {
      return error.withHeader("retry-after", "1");
    }
    return error.withHeader("x-should-retry", "false");
  }

  private static Answer answer(JsonNode body, boolean isReplayed) {
    Answer plain = Answer.json(200, body);
    return isReplayed
        ? response -> plain.send(response.putHeader("idempotent-replayed", "true"))
        : plain;
  }
}
