package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What applying a fleet file would change, as the service answers it. */
final class FleetChanges {
  private static final String YAML = "application/yaml";

  private FleetChanges() {}

  /** Asks what applying the file would change, without doing it. */
  static JsonNode wouldBe(ApiClient client, Path file) {
    return client.put("/api/v1/fleet?dry_run=true", YAML, LocalFile.text(file));
  }

  static JsonNode apply(ApiClient client, String fleet) {
    return client.put("/api/v1/fleet", YAML, fleet);
  }

  static boolean isEmpty(JsonNode answer) {
    return answer.path("changes").isEmpty();
  }

  /**
   * A line per change: + added, ~ changed, - removed; what is still in use of it, what stands
   * against it.
   */
  static List<String> lines(JsonNode answer) {
    List<String> lines = new ArrayList<>();
    answer.path("changes").forEach(change -> lines.add(line(change)));
    answer
        .path("drains")
        .forEach(
            thing -> lines.add("! %s is in use: it is drained first".formatted(thing.asText())));
    if (answer.path("refusal").isObject()) {
      lines.add("! would be refused: " + answer.at("/refusal/message").asText());
    }
    return lines;
  }

  static void requireNoRefusal(JsonNode answer) {
    if (answer.path("refusal").isObject()) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          "Nothing was applied: " + answer.at("/refusal/message").asText(),
          "end what uses it first, then run the command again.");
    }
  }

  private static String line(JsonNode change) {
    String path = change.path("path").asText();
    String from = change.path("from").asText();
    String to = change.path("to").asText();
    return switch (change.path("kind").asText()) {
      case "added" -> "+ %s: %s".formatted(path, to);
      case "removed" -> "- %s: %s".formatted(path, from);
      case "changed" -> "~ %s: %s -> %s".formatted(path, from, to);
      default -> change.isTextual() ? change.textValue() : change.toString();
    };
  }
}
