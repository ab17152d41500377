package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the answers of a batch as they are, byte for byte. */
@Command(
    name = "results",
    description =
        "Writes the answered lines of a batch as JSON Lines; exit 8 when other lines failed.")
final class BatchResultsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "BATCH", description = "The id of a batch.")
  private String id;

  @Option(names = "--errors", description = "Write the lines that failed instead.")
  private boolean errors;

  @Override
  public Integer call() {
    Surroundings surroundings = Surroundings.of(spec);
    ApiClient client = new ApiClient(Address.ofCustomer(surroundings));
    JsonNode batch = client.get("/batches/" + ApiClient.step(id));
    @Nullable String wanted = file(batch, errors ? "error_file_id" : "output_file_id");
    boolean isEnded = BatchWatch.isEnded(batch);
    if (wanted == null && !isEnded) {
      throw new CommandFailure(
          ExitCode.CONFLICT,
          "The batch %s has no results yet (%s).".formatted(id, BatchWatch.progress(batch)),
          "wait for them: `wattpack batch get %s --watch`.".formatted(id));
    }
    if (wanted != null) {
      client.download("/files/" + ApiClient.step(wanted) + "/content", surroundings.out());
    }
    return exitCode(batch, isEnded).code();
  }

  private ExitCode exitCode(JsonNode batch, boolean isEnded) {
    if (!isEnded) {
      message(
          "The batch goes on, these are the lines of now (%s)."
              .formatted(BatchWatch.progress(batch)));
      return ExitCode.OK;
    }
    if (errors || file(batch, "error_file_id") == null) {
      return ExitCode.OK;
    }
    message("Some lines failed. Maybe run `wattpack batch results %s --errors`.".formatted(id));
    return ExitCode.PARTIAL;
  }

  private void message(String text) {
    spec.commandLine().getErr().println(text);
  }

  private static @Nullable String file(JsonNode batch, String member) {
    return batch.path(member).isTextual() ? batch.path(member).textValue() : null;
  }
}
