package io.wattpack.api.config;

import java.util.Arrays;
import java.util.List;

/** The tables of a Markdown page whose first column is a key in backticks. */
final class DocumentTable {

  /** A row as written: key, value and default. */
  record Row(String key, String value, String fallback) {
    static Row of(String name, Key key) {
      String fallback = key.fallbackText();
      return new Row(
          name, key.rule(), fallback == null ? "required" : fallback.isEmpty() ? "none" : fallback);
    }
  }

  private DocumentTable() {}

  static List<Row> rows(String markdown) {
    return markdown.lines().filter(line -> line.startsWith("| `")).map(DocumentTable::row).toList();
  }

  private static Row row(String line) {
    List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
    return new Row(cells.get(1).replace("`", ""), cells.get(2), cells.get(3));
  }
}
