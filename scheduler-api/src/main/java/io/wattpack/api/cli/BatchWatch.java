package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows a batch to its end: one line that rewrites itself on a terminal, else a line per change.
 */
final class BatchWatch {
  private static final Set<String> ENDED = Set.of("completed", "failed", "expired", "cancelled");
  private static final Duration INTERVAL = Duration.ofMillis(400);
  private static final Duration LINE_INTERVAL = Duration.ofSeconds(1);
  private static final Duration SILENCE_MAX = Duration.ofSeconds(60);

  private final ApiClient client;
  private final Surroundings surroundings;
  private final PrintWriter err;
  private String shown = "";
  private Instant shownAt = Instant.MIN;

  BatchWatch(ApiClient client, Surroundings surroundings, PrintWriter err) {
    this.client = client;
    this.surroundings = surroundings;
    this.err = err;
  }

  static boolean isEnded(JsonNode batch) {
    return ENDED.contains(batch.path("status").asText());
  }

  /** The exit code that an ended batch stands for. */
  static ExitCode exitCode(JsonNode batch) {
    if (!batch.path("status").asText().equals("completed")) {
      return ExitCode.WAIT_FAILED;
    }
    return batch.at("/request_counts/failed").asLong() > 0 ? ExitCode.PARTIAL : ExitCode.OK;
  }

  /** Returns the batch as it ended. Survives a restart of the service for a minute. */
  JsonNode toTheEnd(String id, @Nullable Duration timeout) {
    Instant start = surroundings.clock().instant();
    Instant heard = start;
    while (true) {
      @Nullable JsonNode batch = look(id, heard);
      Instant now = surroundings.clock().instant();
      if (batch != null) {
        heard = now;
        show(progress(batch), isEnded(batch), now);
        if (isEnded(batch)) {
          return batch;
        }
      }
      if (timeout != null && Duration.between(start, now).compareTo(timeout) >= 0) {
        throw late(id, timeout);
      }
      pause(id);
    }
  }

  private @Nullable JsonNode look(String id, Instant heard) {
    try {
      return client.get("/batches/" + ApiClient.step(id));
    } catch (UnreachableFailure e) {
      Instant now = surroundings.clock().instant();
      if (Duration.between(heard, now).compareTo(SILENCE_MAX) >= 0) {
        throw e;
      }
      show("no answer, asking again", false, now);
      return null;
    }
  }

  static String progress(JsonNode batch) {
    JsonNode counts = batch.path("request_counts");
    String text =
        "%s: %d of %d done, %d failed"
            .formatted(
                batch.path("status").asText(),
                counts.path("completed").asLong(),
                counts.path("total").asLong(),
                counts.path("failed").asLong());
    String waiting = batch.at("/x_wattpack/why_waiting/code").asText("");
    return waiting.isEmpty() ? text : text + ", waiting: " + waiting;
  }

  private void show(String text, boolean isLast, Instant now) {
    if (surroundings.isTerminal()) {
      err.print("\r\u001b[K" + text + (isLast ? "\n" : ""));
      err.flush();
    } else if (!text.equals(shown) && (isLast || !now.isBefore(shownAt.plus(LINE_INTERVAL)))) {
      err.println(text);
      err.flush();
      shown = text;
      shownAt = now;
    }
  }

  private void pause(String id) {
    try {
      surroundings.pause().await(INTERVAL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(
          ExitCode.INTERRUPTED,
          "Interrupted; the batch goes on.",
          "run `wattpack batch get %s --watch`.".formatted(id));
    }
  }

  private static CommandFailure late(String id, Duration timeout) {
    return new CommandFailure(
        ExitCode.TIMEOUT,
        "The batch %s has not ended after %d s; it goes on.".formatted(id, timeout.toSeconds()),
        "run `wattpack batch get %s --watch`.".formatted(id));
  }
}
