package io.wattpack.api.config;

import java.util.List;
import java.util.regex.Pattern;

/** Writes YAML in block style, two spaces a level; every value on its own line. */
final class YamlLines {
  /**
   * Text that YAML cannot take for anything else; the rest is quoted. Digits alone are a number
   * here and in the reader.
   */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]*");

  private static final List<String> WORDS =
      List.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

  private final StringBuilder text = new StringBuilder();
  private int depth;
  private boolean isAfterDash;

  /** A key whose value follows in the next lines. */
  void open(String key) {
    line(key + ":");
    depth++;
  }

  void close() {
    depth--;
  }

  /** An item of a list: the next line starts with a dash. */
  void item() {
    isAfterDash = true;
    depth++;
  }

  void empty(String key) {
    line(key + ": []");
  }

  void put(String key, String value) {
    line(key + ": " + scalar(value));
  }

  /** A value that is YAML already: a list or mapping on one line. */
  void flow(String key, String value) {
    line(key + ": " + value);
  }

  private void line(String content) {
    int indent = 2 * (isAfterDash ? depth - 1 : depth);
    text.repeat(' ', indent).append(isAfterDash ? "- " : "").append(content).append('\n');
    isAfterDash = false;
  }

  static String scalar(String value) {
    boolean isWord = WORDS.stream().anyMatch(word -> word.equalsIgnoreCase(value));
    return PLAIN.matcher(value).matches() && !isWord ? value : quoted(value);
  }

  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    value.codePoints().forEach(point -> append(quoted, point));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int point) {
    if (point == '"' || point == '\\') {
      quoted.append('\\').appendCodePoint(point);
    } else if (point >= ' ' && point < 0x7f) {
      quoted.appendCodePoint(point);
    } else {
      quoted.append(point > 0xffff ? "\\U%08x".formatted(point) : "\\u%04x".formatted(point));
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
