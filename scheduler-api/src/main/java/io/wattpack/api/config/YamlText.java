package io.wattpack.api.config;

import io.wattpack.api.config.YamlNode.Entry;
import io.wattpack.api.config.YamlNode.Items;
import io.wattpack.api.config.YamlNode.Mapping;
import io.wattpack.api.config.YamlNode.Scalar;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Reads YAML text into {@link YamlNode}s.
 *
 * <p>Works on the parser's events, not on its object model: every value keeps its place, nothing is
 * turned into a number, a date or a boolean behind the operator's back ({@code NO} stays a
 * jurisdiction), and text that would grow when loaded cannot, because anchors, aliases and tags are
 * refused. Cost: linear in the text, whose size is bounded.
 */
final class YamlText {
  static final int BYTES_MAX = 4 << 20;
  static final int DEPTH_MAX = 40;

  /** A long key must not repeat in the path of every mistake below it. */
  private static final int KEY_SHOWN_MAX = 80;

  private final Problems problems;
  private final Deque<Open> open = new ArrayDeque<>();
  private @Nullable YamlNode root;
  private int documents;
  private boolean isReadable = true;

  private YamlText(Problems problems) {
    this.problems = problems;
  }

  /** The root node; empty when the text is not YAML or holds nothing, with the problem added. */
  static Optional<YamlNode> read(String text, Problems problems) {
    if (isTooLarge(text)) {
      addTooLarge(problems);
      return Optional.empty();
    }
    return new YamlText(problems).parse(text);
  }

  static void addTooLarge(Problems problems) {
    problems.addWhole(
        FileRule.TOO_LARGE,
        null,
        "must have at most %d bytes".formatted(BYTES_MAX),
        "Maybe this is another file; in a fleet, equal nodes are one entry with prefix and count.");
  }

  private static boolean isTooLarge(String text) {
    return text.length() > BYTES_MAX || text.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX;
  }

  private Optional<YamlNode> parse(String text) {
    try {
      for (Event event : new Yaml(options()).parse(new StringReader(text))) {
        if (!take(event)) {
          return Optional.empty(); // The rest has lost its meaning.
        }
      }
    } catch (MarkedYAMLException e) {
      notYaml(markOf(e.getProblemMark()), e.getProblem());
    } catch (YAMLException e) {
      notYaml(Mark.START, e.getMessage());
    }
    return found();
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(BYTES_MAX + 1);
    return options;
  }

  private Optional<YamlNode> found() {
    boolean isNothing = root == null || (root instanceof Scalar scalar && scalar.isNull());
    if (isNothing && problems.isEmpty()) {
      problems.addWhole(
          FileRule.EMPTY_FILE,
          null,
          "must not be empty",
          "Maybe start from a file in deploy/examples.");
    }
    return isNothing || !isReadable ? Optional.empty() : Optional.ofNullable(root);
  }

  private void notYaml(Mark mark, @Nullable String problem) {
    isReadable = false;
    String first =
        problem == null ? "unreadable" : problem.lines().findFirst().orElse("unreadable");
    problems.add(
        "",
        mark,
        FileRule.NOT_YAML,
        first,
        "must be YAML",
        "Maybe check the indentation, the colons and the quotes at and before this place.");
  }

  /** Whether reading may go on. */
  private boolean take(Event event) {
    Mark mark = markOf(event.getStartMark());
    if (event instanceof NodeEvent node) {
      refuseFeatures(node, mark);
    }
    return switch (event.getEventId()) {
      case DocumentStart -> startDocument(mark);
      case Scalar -> {
        ScalarEvent scalar = (ScalarEvent) event;
        yield put(new Scalar(scalar.getValue(), scalar.isPlain(), mark), mark);
      }
      case Alias -> put(new Scalar("", true, mark), mark);
      case MappingStart, SequenceStart -> start((CollectionStartEvent) event, mark);
      case MappingEnd, SequenceEnd -> put(open.pop().close(), mark);
      default -> true;
    };
  }

  private void refuseFeatures(NodeEvent event, Mark mark) {
    if (event instanceof AliasEvent) {
      refuse(mark, "an alias", "Maybe write the value out where the alias stands.");
    } else if (event.getAnchor() != null) {
      refuse(mark, "an anchor", "Maybe remove the word that starts with &.");
    }
    if (tagOf(event) != null) {
      refuse(
          mark,
          "the tag " + tagOf(event),
          "Maybe remove the word that starts with an exclamation mark.");
    }
  }

  private static @Nullable String tagOf(NodeEvent event) {
    return switch (event) {
      case ScalarEvent scalar -> scalar.getTag();
      case CollectionStartEvent collection -> collection.getTag();
      default -> null;
    };
  }

  private void refuse(Mark mark, String feature, String hint) {
    isReadable = false;
    String rule = "must be plain YAML without anchors, aliases, tags and further documents";
    problems.add(path(), mark, FileRule.YAML_FEATURE, feature, rule, hint);
  }

  /** Where reading stands, for example {@code sites[0].id}. */
  private String path() {
    StringBuilder path = new StringBuilder();
    open.descendingIterator()
        .forEachRemaining(
            level -> {
              String segment = level.segment();
              boolean isKey = !segment.isEmpty() && segment.charAt(0) != '[';
              path.append(isKey && !path.isEmpty() ? "." : "").append(segment);
            });
    return path.toString();
  }

  private static String cut(String key) {
    return key.length() <= KEY_SHOWN_MAX ? key : key.substring(0, KEY_SHOWN_MAX) + "...";
  }

  private boolean startDocument(Mark mark) {
    documents++;
    if (documents > 1) {
      refuse(
          mark,
          "a second document",
          "Maybe remove the line --- and what follows, or split the file.");
      return false;
    }
    return true;
  }

  private boolean start(CollectionStartEvent event, Mark mark) {
    if (open.size() == DEPTH_MAX) {
      problems.add(
          path(),
          mark,
          FileRule.TOO_DEEP,
          null,
          "must not nest deeper than %d lists and mappings".formatted(DEPTH_MAX),
          "Maybe a bracket or an indentation is missing before this place.");
      return false;
    }
    open.push(event instanceof MappingStartEvent ? new OpenMapping(mark) : new OpenItems(mark));
    return true;
  }

  private boolean put(YamlNode node, Mark mark) {
    if (open.isEmpty()) {
      root = node;
      return true;
    }
    return open.element().put(node, mark);
  }

  private static Mark markOf(org.yaml.snakeyaml.error.@Nullable Mark mark) {
    return mark == null ? Mark.START : new Mark(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** A list or mapping whose end has not been seen. */
  private sealed interface Open {
    boolean put(YamlNode node, Mark mark);

    /** Its part of the path to what is being read. */
    String segment();

    YamlNode close();
  }

  private static final class OpenItems implements Open {
    private final Mark start;
    private final List<YamlNode> nodes = new ArrayList<>();

    OpenItems(Mark start) {
      this.start = start;
    }

    @Override
    public boolean put(YamlNode node, Mark mark) {
      return nodes.add(node);
    }

    @Override
    public String segment() {
      return "[%d]".formatted(nodes.size());
    }

    @Override
    public YamlNode close() {
      return new Items(List.copyOf(nodes), start);
    }
  }

  private final class OpenMapping implements Open {
    private final Mark start;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private @Nullable Scalar key;

    OpenMapping(Mark start) {
      this.start = start;
    }

    @Override
    public boolean put(YamlNode node, Mark mark) {
      Scalar waiting = key;
      if (waiting != null) {
        putEntry(waiting, node);
        key = null;
        return true;
      }
      if (node instanceof Scalar scalar) {
        key = scalar;
        return true;
      }
      problems.add(
          path(),
          mark,
          FileRule.NOT_YAML,
          node.describe(),
          "must have words as keys",
          "Maybe quote the key.");
      return false;
    }

    private void putEntry(Scalar name, YamlNode value) {
      Entry before = entries.putIfAbsent(name.text(), new Entry(name.mark(), value));
      if (before != null) {
        problems.add(
            path(),
            name.mark(),
            FileRule.DUPLICATE_KEY,
            null,
            "must stand only once in its mapping",
            "Maybe remove it here or in line %d.".formatted(before.keyMark().line()));
      }
    }

    @Override
    public String segment() {
      return key == null ? "" : cut(key.text());
    }

    @Override
    public YamlNode close() {
      return new Mapping(Collections.unmodifiableMap(entries), start);
    }
  }
}
