package io.wattpack.api.config;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key of a file with the rule for its value; the one place where its name, range and default
 * stand. Readers, writers, the diff and the test of the documentation all use it.
 */
sealed interface Key {
  String name();

  /** What the value must be, in words, as in the documentation's column "value". */
  String rule();

  /** The default as it would be written; null when the key must stand in the file. */
  @Nullable String fallbackText();

  /** A whole number within a range. */
  record WholeNumber(String name, long min, long max, @Nullable Long fallback) implements Key {
    static WholeNumber required(String name, long min, long max) {
      return new WholeNumber(name, min, max, null);
    }

    static WholeNumber optional(String name, long min, long max, long fallback) {
      return new WholeNumber(name, min, max, fallback);
    }

    @Override
    public String rule() {
      return "a whole number from %d to %d".formatted(min, max);
    }

    @Override
    public @Nullable String fallbackText() {
      return fallback == null ? null : fallback.toString();
    }
  }

  /**
   * One of a few words.
   *
   * @param fallback its default; null when it must stand in the file
   */
  record Word<E extends Enum<E>>(
      String name, List<E> values, Function<E, String> label, @Nullable E fallback) implements Key {
    /** One that must stand in the file. */
    Word(String name, List<E> values, Function<E, String> label) {
      this(name, values, label, null);
    }

    List<String> labels() {
      return values.stream().map(label).toList();
    }

    @Override
    public String rule() {
      return "one of " + String.join(", ", labels());
    }

    @Override
    public @Nullable String fallbackText() {
      return fallback == null ? null : label.apply(fallback);
    }
  }

  /**
   * A list of different names; none unless written.
   *
   * @param item the rule of each
   * @param countMax how many at most
   */
  record Names(String name, Text item, int countMax) implements Key {
    @Override
    public String rule() {
      return "a list of at most %d names, each %s".formatted(countMax, item.rule());
    }

    @Override
    public String fallbackText() {
      return "";
    }
  }

  /**
   * Text of a given form.
   *
   * @param form what it must match whole
   * @param rule the form in words
   * @param example something of that form
   * @param fallbackText its default; null when it must stand in the file
   */
  record Text(String name, Pattern form, String rule, String example, @Nullable String fallbackText)
      implements Key {}
}
