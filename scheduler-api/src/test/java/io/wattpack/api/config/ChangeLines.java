package io.wattpack.api.config;

import io.wattpack.core.model.Fleet;
import java.util.stream.Collectors;

/** What one fleet would change in another, as text: a line a change, starting with +, ~ or -. */
final class ChangeLines {
  private ChangeLines() {}

  static String between(Fleet now, Fleet wanted) {
    return FleetDiff.between(now, wanted).stream()
        .map(ChangeLines::line)
        .collect(Collectors.joining("\n"));
  }

  private static String line(FleetChange change) {
    return switch (change.kind()) {
      case ADDED -> "+ %s: %s".formatted(change.path(), change.to());
      case CHANGED -> "~ %s: %s -> %s".formatted(change.path(), change.from(), change.to());
      case REMOVED -> "- %s: %s".formatted(change.path(), change.from());
    };
  }
}
