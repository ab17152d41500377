package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/** One column of a table: its heading and the cell it shows of an object. */
record Column(String heading, Function<JsonNode, String> cell) {
  /** Shows the member at {@code pointer} (a JSON pointer); a missing or null one as "-". */
  static Column of(String heading, String pointer) {
    return new Column(heading, node -> text(node.at(pointer)));
  }

  static String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull() || value.asText().isEmpty()) {
      return "-";
    }
    return value.asText();
  }
}
