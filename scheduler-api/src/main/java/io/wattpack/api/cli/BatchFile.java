package io.wattpack.api.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of requests, looked through before it is uploaded: every line a JSON object with a
 * custom_id, and one model and one endpoint in all of them. What the service alone can know
 * (limits, doubled ids) it checks itself.
 *
 * @param lines how many requests it holds
 */
record BatchFile(long lines, String endpoint, String model) {
  private static final int MISTAKES_SHOWN_MAX = 10;

  /**
   * Reads the file once, line by line.
   *
   * @param endpoint what every url must be; null: what the first line says
   * @param model what every body.model must be; null: what the first line says
   */
  static BatchFile read(Path path, @Nullable String endpoint, @Nullable String model) {
    Reading reading = new Reading(path, endpoint, model);
    try (BufferedReader reader = Files.newBufferedReader(path)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        reading.accept(line);
      }
    } catch (IOException e) {
      throw LocalFile.unreadable(path, e);
    }
    return reading.result();
  }

  /** What is known after the lines read so far. */
  private static final class Reading {
    private final Path path;
    private final List<String> mistakes = new ArrayList<>();
    private @Nullable String endpoint;
    private @Nullable String model;
    private long number;
    private long requests;
    private long wrong;

    Reading(Path path, @Nullable String endpoint, @Nullable String model) {
      this.path = path;
      this.endpoint = endpoint;
      this.model = model;
    }

    void accept(String line) {
      number++;
      String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
      if (!text.isBlank()) {
        requests++;
        request(text);
      }
    }

    BatchFile result() {
      if (wrong > 0) {
        throw refused("%s cannot become a batch:%s".formatted(path, listed()));
      }
      if (endpoint == null || model == null || requests == 0) {
        throw refused("%s holds no request.".formatted(path));
      }
      return new BatchFile(requests, endpoint, model);
    }

    private void request(String line) {
      JsonNode request;
      try {
        request = Json.parse(line);
      } catch (JsonProcessingException e) {
        mistake("is not JSON: " + e.getOriginalMessage());
        return;
      }
      if (request.isObject()) {
        members(request);
      } else {
        mistake("is not a JSON object");
      }
    }

    private void members(JsonNode request) {
      required(request, "/custom_id");
      @Nullable String url = required(request, "/url");
      @Nullable String asked = required(request, "/body/model");
      endpoint = same("url", url, endpoint);
      model = same("body.model", asked, model);
    }

    private @Nullable String required(JsonNode request, String pointer) {
      JsonNode value = request.at(pointer);
      if (value.isTextual() && !value.textValue().isEmpty()) {
        return value.textValue();
      }
      mistake("has no text at " + pointer.substring(1).replace('/', '.'));
      return null;
    }

    private @Nullable String same(
        String member, @Nullable String found, @Nullable String expected) {
      if (found != null && expected != null && !found.equals(expected)) {
        mistake("has %s '%s', but the batch is for '%s'".formatted(member, found, expected));
      }
      return expected == null ? found : expected;
    }

    private void mistake(String what) {
      wrong++;
      if (wrong <= MISTAKES_SHOWN_MAX) {
        mistakes.add("line %d %s".formatted(number, what));
      }
    }

    private String listed() {
      String more =
          wrong > mistakes.size() ? "\n  and %d more".formatted(wrong - mistakes.size()) : "";
      return "\n  " + String.join("\n  ", mistakes) + more;
    }

    private static CommandFailure refused(String message) {
      return new CommandFailure(
          ExitCode.REFUSED,
          message,
          """
          make each line like {"custom_id": "r1", "method": "POST", "url": "/v1/embeddings", \
          "body": {"model": "all-minilm-l6-v2", "input": "..."}}.""");
    }
  }
}
