package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** How the places of the fleet look to a job, a line each. */
final class ExplanationLines {
  private ExplanationLines() {}

  static List<String> of(JsonNode explanation) {
    List<String> lines = new ArrayList<>();
    if (!explanation.path("candidates").isNumber()) {
      return lines;
    }
    lines.add("  policy   " + explanation.path("policy").asText());
    lines.add("  nodes    " + nodes(explanation));
    JsonNode nearest = explanation.path("nearest");
    if (nearest.isObject()) {
      lines.add("  nearest  " + nearest(nearest));
    }
    candidate(lines, "best", explanation.path("best"));
    candidate(lines, "next", explanation.path("runner_up"));
    return lines;
  }

  private static String nodes(JsonNode explanation) {
    StringJoiner removed = new StringJoiner(", ", "; ruled out by ", "").setEmptyValue("");
    for (JsonNode filter : explanation.path("removed")) {
      removed.add(filter.path("filter").asText() + " " + filter.path("nodes").asText());
    }
    return explanation.path("candidates").asText() + " could take it" + removed;
  }

  private static String nearest(JsonNode miss) {
    long amount = miss.path("amount").asLong();
    String much = amount == 0 ? "" : " " + amount;
    String where = miss.path("domain").isTextual() ? " at " + miss.path("domain").asText() : "";
    return "%s, ruled out by %s: lacks %s%s%s"
        .formatted(
            miss.path("node").asText(),
            miss.path("filter").asText(),
            miss.path("lacks").asText(),
            much,
            where);
  }

  private static void candidate(List<String> lines, String name, JsonNode candidate) {
    if (candidate.isObject()) {
      StringJoiner terms = new StringJoiner(", ");
      for (JsonNode term : candidate.path("terms")) {
        terms.add(term.path("scorer").asText() + " " + term.path("value").asText());
      }
      lines.add("  %-8s %s: %s".formatted(name, candidate.path("node").asText(), terms));
    }
  }
}
