package io.wattpack.api.config;

import io.wattpack.api.config.YamlNode.Entry;
import io.wattpack.api.config.YamlNode.Items;
import io.wattpack.api.config.YamlNode.Mapping;
import io.wattpack.api.config.YamlNode.Scalar;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of a file while it is read: gives typed values, notes every mistake, and knows
 * afterwards whether it is sound.
 *
 * <p>A value that cannot be read becomes a stand-in, so that reading goes on and finds the other
 * mistakes; a rule that compares values must ask {@link #isSound} first, or one mistake would be
 * reported twice.
 */
final class Section {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?(0|[1-9][0-9]{0,18})");
  private static final String STAND_IN = "?";
  private static final Pattern ANY_NUMBER = Pattern.compile("[+-]?[0-9][0-9_.,eE+-]*");

  private final String path;
  private final String noun;
  private final Mapping mapping;
  private final Problems problems;
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> badKeys = new LinkedHashSet<>();

  /**
   * @param noun what the mapping describes, for messages: "a site"
   */
  Section(String path, String noun, Mapping mapping, Problems problems) {
    this.path = path;
    this.noun = noun;
    this.mapping = mapping;
    this.problems = problems;
  }

  /** The root of a file. */
  static Optional<Section> root(YamlNode node, String noun, Problems problems) {
    if (node instanceof Mapping mapping) {
      return Optional.of(new Section("", noun, mapping, problems));
    }
    problems.add(
        "",
        node.mark(),
        FileRule.WRONG_TYPE,
        node.describe(),
        "must be a mapping of keys and values",
        "Maybe this is another file, or the colon after the first key is missing.");
    return Optional.empty();
  }

  boolean isSound() {
    return badKeys.isEmpty();
  }

  /** Whether the values of these keys are what the file says, not stand-ins. */
  boolean isSound(String... keys) {
    return Arrays.stream(keys).noneMatch(badKeys::contains);
  }

  boolean has(String key) {
    return mapping.entries().containsKey(key);
  }

  /** A number, or its default, or a stand-in within its range. */
  long number(Key.WholeNumber key) {
    Scalar scalar = scalar(key);
    if (scalar == null) {
      return key.fallback() == null ? key.min() : key.fallback();
    }
    if (!scalar.isPlain() || !WHOLE_NUMBER.matcher(scalar.text()).matches()) {
      boolean isTooBig = scalar.isPlain() && scalar.text().matches("[+-]?[1-9][0-9]{19,}");
      problem(
          key.name(),
          isTooBig ? FileRule.OUT_OF_RANGE : FileRule.WRONG_TYPE,
          scalar.describe(),
          "must be " + key.rule(),
          numberHint(scalar, key));
      return key.min();
    }
    return inRange(key, scalar);
  }

  private long inRange(Key.WholeNumber key, Scalar scalar) {
    // 19 digits may still be more than a long holds.
    BigInteger value = new BigInteger(scalar.text());
    boolean isIn =
        value.compareTo(BigInteger.valueOf(key.min())) >= 0
            && value.compareTo(BigInteger.valueOf(key.max())) <= 0;
    if (!isIn) {
      problem(
          key.name(),
          FileRule.OUT_OF_RANGE,
          scalar.describe(),
          "must be " + key.rule(),
          rangeHint(key, value.signum()));
      return key.min();
    }
    return value.longValueExact();
  }

  private static String rangeHint(Key.WholeNumber key, int sign) {
    return sign < 0
        ? "Maybe remove the minus sign."
        : "Maybe the unit is another one: the name %s says which.".formatted(key.name());
  }

  private static String numberHint(Scalar scalar, Key.WholeNumber key) {
    if (!scalar.isPlain() && WHOLE_NUMBER.matcher(scalar.text()).matches()) {
      return "Maybe remove the quotes.";
    }
    if (scalar.text().matches("[+-]?0[0-9]+")) {
      return "Maybe remove the leading zeros.";
    }
    if (ANY_NUMBER.matcher(scalar.text()).matches()) {
      return "Maybe write digits only, without fractions, separators and exponents.";
    }
    return "Maybe write the number alone: the unit is in the name %s.".formatted(key.name());
  }

  /** One of the key's words, its default, or the first of them as a stand-in. */
  <E extends Enum<E>> E word(Key.Word<E> key) {
    E standIn = key.fallback() == null ? key.values().getFirst() : key.fallback();
    Scalar scalar = scalar(key);
    if (scalar == null) {
      return standIn;
    }
    for (E value : key.values()) {
      if (key.label().apply(value).equals(scalar.text())) {
        return value;
      }
    }
    problem(
        key.name(),
        FileRule.UNKNOWN_WORD,
        scalar.describe(),
        "must be " + key.rule(),
        Suggestion.hint(scalar.text(), key.labels()));
    return standIn;
  }

  /** Text; empty when it is not there and has no default, or cannot be read. */
  Optional<String> text(Key.Text key) {
    Scalar scalar = scalar(key);
    if (scalar == null) {
      return Optional.ofNullable(key.fallbackText());
    }
    if (!key.form().matcher(scalar.text()).matches()) {
      problem(
          key.name(),
          FileRule.BAD_NAME,
          scalar.describe(),
          "must be " + key.rule(),
          "Maybe something like %s.".formatted(key.example()));
      return Optional.empty();
    }
    return Optional.of(scalar.text());
  }

  /** An id; where it cannot be read, a stand-in that no file can contain. */
  String id(Key.Text key) {
    return text(key)
        .orElseGet(() -> STAND_IN + mapping.mark().line() + ":" + mapping.mark().column());
  }

  /** Whether the id is none that the file says. */
  static boolean isStandIn(String id) {
    return id.startsWith(STAND_IN);
  }

  /** The names of a list, without those that cannot be read. */
  List<String> names(Key.Names key) {
    known.add(key.name());
    Entry entry = mapping.entries().get(key.name());
    if (entry == null) {
      return List.of();
    }
    if (!(entry.value() instanceof Items items)) {
      refuseList(key.name(), entry);
      return List.of();
    }
    if (items.nodes().size() > key.countMax()) {
      problem(
          key.name(),
          FileRule.OUT_OF_RANGE,
          Integer.toString(items.nodes().size()),
          "must be a list of at most %d names".formatted(key.countMax()),
          "Maybe one name can stand for several.");
      return List.of();
    }
    return names(key, items);
  }

  private List<String> names(Key.Names key, Items items) {
    Set<String> names = new LinkedHashSet<>();
    for (YamlNode node : items.nodes()) {
      if (!(node instanceof Scalar scalar) || !key.item().form().matcher(scalar.text()).matches()) {
        problem(
            key.name(),
            FileRule.BAD_NAME,
            node.describe(),
            "must list names of " + key.item().rule(),
            "Maybe something like [%s].".formatted(key.item().example()));
      } else if (!names.add(scalar.text())) {
        problem(
            key.name(),
            FileRule.DUPLICATE_ID,
            scalar.text(),
            "must list each name once",
            "Maybe remove the second.");
      }
    }
    return List.copyOf(names);
  }

  private @Nullable Scalar scalar(Key key) {
    known.add(key.name());
    Entry entry = mapping.entries().get(key.name());
    if (entry == null) {
      if (key.fallbackText() == null) {
        missing(key);
      }
      return null;
    }
    if (entry.value() instanceof Scalar scalar && !scalar.isNull()) {
      return scalar;
    }
    problem(
        key.name(),
        FileRule.WRONG_TYPE,
        entry.value().describe(),
        "must be " + key.rule(),
        key.fallbackText() == null
            ? "Maybe write its value after the colon."
            : "Maybe remove the key: it has a default.");
    return null;
  }

  private void missing(Key key) {
    problem(
        key.name(),
        FileRule.MISSING_KEY,
        null,
        "is missing in %s; it must be %s".formatted(noun, key.rule()),
        "Maybe add %s.".formatted(key.name()));
  }

  /** The mappings of a list; none when the key is absent. */
  List<Section> list(String key, String itemNoun) {
    known.add(key);
    Entry entry = mapping.entries().get(key);
    if (entry == null) {
      return List.of();
    }
    if (entry.value() instanceof Items items) {
      return sections(key, itemNoun, items);
    }
    refuseList(key, entry);
    return List.of();
  }

  private void refuseList(String key, Entry entry) {
    problem(
        key,
        FileRule.WRONG_TYPE,
        entry.value().describe(),
        "must be a list",
        "Maybe start each item with a dash, or write [] for none.");
  }

  private List<Section> sections(String key, String itemNoun, Items items) {
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < items.nodes().size(); i++) {
      String itemPath = "%s[%d]".formatted(pathOf(key), i);
      asSection(key, itemPath, itemNoun, items.nodes().get(i)).ifPresent(sections::add);
    }
    return sections;
  }

  private Optional<Section> asSection(String key, String itemPath, String itemNoun, YamlNode node) {
    if (node instanceof Mapping inner) {
      return Optional.of(new Section(itemPath, itemNoun, inner, problems));
    }
    badKeys.add(key);
    problems.add(
        itemPath,
        node.mark(),
        FileRule.WRONG_TYPE,
        node.describe(),
        "must be a mapping that describes " + itemNoun,
        "Maybe write {id: ..., ...}.");
    return Optional.empty();
  }

  /** The mapping under a key; one without entries when the key is absent. */
  Section section(String key, String itemNoun) {
    known.add(key);
    Entry entry = mapping.entries().get(key);
    YamlNode node = entry == null ? new Mapping(Map.of(), mapping.mark()) : entry.value();
    return asSection(key, pathOf(key), itemNoun, node)
        .orElseGet(
            () -> new Section(pathOf(key), itemNoun, new Mapping(Map.of(), node.mark()), problems));
  }

  /** To be called when every key has been asked for: what is left over is unknown. */
  void refuseOthers() {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key) && hasRoom()) {
                problem(
                    key,
                    FileRule.UNKNOWN_KEY,
                    null,
                    "is not a key of " + noun,
                    Suggestion.hint(key, known));
              }
            });
  }

  /** Notes a mistake at one of this mapping's keys. */
  void problem(String key, FileRule kind, @Nullable String value, String rule, String hint) {
    badKeys.add(key);
    problems.add(pathOf(key), markOf(key), kind, value, rule, hint);
  }

  /** Whether a further mistake would be kept; asked before an expensive hint is made. */
  boolean hasRoom() {
    return problems.hasRoom();
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private Mark markOf(String key) {
    Entry entry = mapping.entries().get(key);
    return entry == null ? mapping.mark() : entry.keyMark();
  }
}
