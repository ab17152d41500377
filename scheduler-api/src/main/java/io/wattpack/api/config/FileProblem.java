package io.wattpack.api.config;

import org.jspecify.annotations.Nullable;

/**
 * One mistake in a file.
 *
 * @param path where, for example {@code sites[0].powerDomains[0].ratingWatts}; empty for the file
 *     as a whole
 * @param line counted from 1; 0 when not known
 * @param column counted from 1; 0 when not known
 * @param value what stands there; null when nothing does or it says nothing
 * @param kind the kind of mistake
 * @param rule what should be, as a phrase that follows the path: "must be a whole number from 1 to
 *     1000"
 * @param hint the next move, a sentence that starts with "Maybe"
 */
public record FileProblem(
    String path,
    int line,
    int column,
    @Nullable String value,
    FileRule kind,
    String rule,
    String hint) {

  /** Two lines for people: the thing, its place, the rule and the value; then the hint. */
  public String format() {
    String thing = path.isEmpty() ? "The file" : path;
    String place = line == 0 ? "" : " (line %d, column %d)".formatted(line, column);
    String was = value == null ? "" : ", but was " + value;
    return thing + place + " " + rule + was + ".\n" + hint;
  }
}
