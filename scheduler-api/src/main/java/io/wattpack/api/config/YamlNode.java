package io.wattpack.api.config;

import java.util.List;
import java.util.Map;

/**
 * A piece of a YAML text with the place where it stands; what the words mean is decided by whoever
 * reads it.
 */
sealed interface YamlNode {
  Mark mark();

  /** What it is, for a message. */
  String describe();

  /**
   * A single value.
   *
   * @param text as written, without quotes
   * @param isPlain written without quotes
   */
  record Scalar(String text, boolean isPlain, Mark mark) implements YamlNode {
    private static final List<String> NULLS = List.of("", "~", "null", "Null", "NULL");
    private static final int SHOWN_MAX = 80;

    boolean isNull() {
      return isPlain && NULLS.contains(text);
    }

    @Override
    public String describe() {
      if (isNull()) {
        return "nothing";
      }
      String shown = text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...";
      return isPlain ? shown : '"' + shown + '"';
    }
  }

  /** Items in the order of the text. */
  record Items(List<YamlNode> nodes, Mark mark) implements YamlNode {
    @Override
    public String describe() {
      return "a list";
    }
  }

  /** Keys with their values, in the order of the text. */
  record Mapping(Map<String, Entry> entries, Mark mark) implements YamlNode {
    @Override
    public String describe() {
      return "a mapping";
    }
  }

  /** The value of a key and the place of the key. */
  record Entry(Mark keyMark, YamlNode value) {}
}
