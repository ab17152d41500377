package io.wattpack.api.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.core.learn.LearnedTable;
import io.wattpack.core.learn.LearningGoal;
import io.wattpack.core.model.PolicyName;
import io.wattpack.core.model.WasteTableText;

/**
 * A learned table as a file: the table and where it came from, as a JSON object.
 *
 * @param policy it was learned for
 * @param goal what counted as better
 * @param arrivals it was learned from
 */
public record TableFile(PolicyName policy, LearningGoal goal, long arrivals, LearnedTable learned) {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String FORMAT = "wattpack-table-1";
  private static final int HEX = 16;

  /** The text of the file, without a line's end. */
  public String write() {
    ObjectNode file = MAPPER.createObjectNode();
    file.put("format", FORMAT);
    file.put("policy", policy.label());
    file.putObject("goal")
        .put("endPermille", goal.endPermille())
        .put("wattsPermille", goal.wattsPermille());
    file.put("arrivals", arrivals);
    file.put("mixDigest", "%016x".formatted(learned.mixDigest()));
    file.put("seed", learned.seed());
    file.put("games", learned.games());
    file.putObject("validation")
        .put("bookedAtFullMillionths", learned.bookedAtFull())
        .put("bookedAtEndMillionths", learned.bookedAtEnd())
        .put("scoreMillionths", learned.merit());
    file.put("table", WasteTableText.write(learned.table()));
    return file.toPrettyString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is anything else
   */
  public static TableFile read(String text) {
    JsonNode file = parsed(text);
    PolicyName policy = PolicyName.ofLabel(text(file, "policy"));
    if (policy == null) {
      throw wrong("policy", text(file, "policy"));
    }
    LearningGoal goal =
        new LearningGoal(
            (int) number(file, "/goal/endPermille"), (int) number(file, "/goal/wattsPermille"));
    return new TableFile(policy, goal, number(file, "/arrivals"), learned(file));
  }

  private static LearnedTable learned(JsonNode file) {
    return new LearnedTable(
        WasteTableText.read(text(file, "table")),
        digest(text(file, "mixDigest")),
        number(file, "/seed"),
        (int) number(file, "/games"),
        number(file, "/validation/bookedAtFullMillionths"),
        number(file, "/validation/bookedAtEndMillionths"),
        number(file, "/validation/scoreMillionths"));
  }

  private static JsonNode parsed(String text) {
    JsonNode file;
    try {
      file = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "It is no JSON: %s.\nMaybe it was cut off, or is another file; `wattpack learn` writes one."
              .formatted(e.getOriginalMessage()),
          e);
    }
    String format = text(file, "format");
    if (!format.equals(FORMAT)) {
      throw new IllegalArgumentException(
          "Its format is %s, this version reads %s.\nMaybe learn it again: `wattpack learn --help`."
              .formatted(format, FORMAT));
    }
    return file;
  }

  private static String text(JsonNode file, String key) {
    JsonNode value = file.path(key);
    if (!value.isTextual()) {
      throw wrong(key, value.toString());
    }
    return value.asText();
  }

  private static long number(JsonNode file, String path) {
    JsonNode value = file.at(path);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(path.substring(1).replace('/', '.'), value.toString());
    }
    return value.asLong();
  }

  private static long digest(String text) {
    try {
      return Long.parseUnsignedLong(text, HEX);
    } catch (NumberFormatException e) {
      throw wrong("mixDigest", text);
    }
  }

  private static IllegalArgumentException wrong(String key, String value) {
    return new IllegalArgumentException(
        "Its %s cannot be %s.\nMaybe it was edited, or is another file; `wattpack learn` writes one."
            .formatted(key, value.isEmpty() ? "missing" : value));
  }
}
