package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether a command stays until a batch has ended, and for how long. */
final class WatchOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-w", "--watch"},
      description =
          "Stay and show progress until the batch has ended; exit 7 when it fails, 8 when lines failed.")
  private boolean watch;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "With --watch: leave with exit 124 after so many seconds (default: never).")
  private @Nullable Long timeoutSeconds;

  /** Prints the batch, at once or as it ended, and returns the exit code. */
  int follow(JsonNode batch, ApiClient client, SharedOptions shared) {
    JsonNode last = watch && !BatchWatch.isEnded(batch) ? watched(batch, client, shared) : batch;
    shared.printer().object(last, BatchColumns.of(shared.surroundings().clock().instant()));
    return watch ? ended(last, shared) : ExitCode.OK.code();
  }

  private JsonNode watched(JsonNode batch, ApiClient client, SharedOptions shared) {
    @Nullable Duration timeout = timeoutSeconds == null ? null : Duration.ofSeconds(timeoutSeconds);
    return new BatchWatch(client, shared.surroundings(), command.commandLine().getErr())
        .toTheEnd(batch.path("id").asText(), timeout);
  }

  private static int ended(JsonNode batch, SharedOptions shared) {
    for (JsonNode error : batch.at("/errors/data")) {
      shared.printer().message(mistake(error));
    }
    ExitCode code = BatchWatch.exitCode(batch);
    if (code == ExitCode.PARTIAL) {
      shared
          .printer()
          .message(
              "Some lines failed. Maybe run `wattpack batch results %s --errors`."
                  .formatted(batch.path("id").asText()));
    }
    return code.code();
  }

  /** The service's own words name the line. */
  private static String mistake(JsonNode error) {
    return Refusals.marked(
        error.path("message").asText(), " (%s)".formatted(error.path("code").asText()));
  }
}
