package io.wattpack.api.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mistakes found so far, in the order found. Bounded: a hostile file must not grow the answer
 * without end.
 */
final class Problems {
  static final int KEPT_MAX = 1000;

  private final List<FileProblem> kept = new ArrayList<>();

  void add(
      String path, Mark mark, FileRule kind, @Nullable String value, String rule, String hint) {
    if (hasRoom()) {
      kept.add(new FileProblem(path, mark.line(), mark.column(), value, kind, rule, hint));
    }
  }

  /** A mistake of the file as a whole. */
  void addWhole(FileRule kind, @Nullable String value, String rule, String hint) {
    kept.add(new FileProblem("", 0, 0, value, kind, rule, hint));
  }

  boolean hasRoom() {
    return kept.size() < KEPT_MAX;
  }

  boolean isEmpty() {
    return kept.isEmpty();
  }

  List<FileProblem> list() {
    return List.copyOf(kept);
  }
}
