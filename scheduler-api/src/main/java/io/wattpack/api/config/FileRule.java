package io.wattpack.api.config;

import java.util.Locale;

/** The kinds of mistakes in a file; stable names, seen on the wire and in the documentation. */
public enum FileRule {
  /** The text cannot be read as YAML, or is not text. */
  NOT_YAML,
  /** The file holds nothing. */
  EMPTY_FILE,
  /** The file, or what it describes, is larger than the limit. */
  TOO_LARGE,
  /** Lists and mappings stand inside each other too deeply. */
  TOO_DEEP,
  /** An anchor, alias, tag or second document: the file is read without them. */
  YAML_FEATURE,
  UNKNOWN_KEY,
  /** A key stands twice in one mapping. */
  DUPLICATE_KEY,
  MISSING_KEY,
  /** A list, mapping, number or text stands where another of them belongs. */
  WRONG_TYPE,
  OUT_OF_RANGE,
  /** An id or a text contains what it must not contain, or is too long. */
  BAD_NAME,
  /** A word is not one of those the key knows. */
  UNKNOWN_WORD,
  DUPLICATE_ID,
  /** A reference names something the file does not describe. */
  UNRESOLVED,
  /** A power domain hangs under one of the same or a later kind. */
  KIND_ORDER,
  /** Two figures contradict each other, such as a minimum above its maximum. */
  FIGURES,
  /** What is drawn whatever the scheduler does is more than a power domain may carry. */
  FLOOR_OVER_CAP;

  /** The word on the wire, for example {@code unknown-key}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
