package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Uploads a file of requests and asks for it to be answered. */
@Command(
    name = "create",
    description = "Checks a file of requests, uploads it and starts it as a batch.")
final class BatchCreateCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;
  @Mixin private WatchOptions watch;

  @Parameters(
      paramLabel = "FILE",
      description = "A JSON Lines file: custom_id, method, url and body in each line.")
  private Path file;

  @Option(
      names = "--endpoint",
      paramLabel = "PATH",
      description =
          "What the url of every line must be, such as /v1/embeddings (default: that of the first line).")
  private @Nullable String endpoint;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "What the body.model of every line must be (default: that of the first line).")
  private @Nullable String model;

  @Option(
      names = "--window",
      paramLabel = "WINDOW",
      description =
          "Time to be done in: 1h, 4h, 12h, 24h, 48h, 72h or 7d (default ${DEFAULT-VALUE}).",
      defaultValue = "24h")
  private String window;

  @Option(
      names = "--metadata",
      paramLabel = "KEY=VALUE",
      description = "A note to keep with the batch; may be given up to 16 times.")
  private Map<String, String> metadata = new LinkedHashMap<>();

  @Override
  public Integer call() {
    BatchFile batch = BatchFile.read(file, endpoint, model);
    ApiClient client = shared.asCustomer();
    String input = client.upload("/files", file, "batch").path("id").asText();
    JsonNode created = client.post("/batches", request(batch, input));
    shared
        .printer()
        .message(
            "%s: %d requests for %s as %s"
                .formatted(file, batch.lines(), batch.model(), created.path("id").asText()));
    return watch.follow(created, client, shared);
  }

  private JsonNode request(BatchFile batch, String input) {
    ObjectNode request = Json.object();
    request.put("input_file_id", input);
    request.put("endpoint", batch.endpoint());
    request.put("completion_window", window);
    ObjectNode notes = request.putObject("metadata");
    metadata.forEach(notes::put);
    return request;
  }
}
