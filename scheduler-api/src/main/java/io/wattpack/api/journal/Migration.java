package io.wattpack.api.journal;

import java.util.List;

/**
 * A named step that brings the store's tables to their next form. Run once, in order, whole or not
 * at all; never changed after a release, only followed by another.
 *
 * @param name unique, for example {@code journal-1}
 * @param statements SQL, one statement each
 */
public record Migration(String name, List<String> statements) {
  public Migration {
    statements = List.copyOf(statements);
    if (name.isBlank() || statements.isEmpty()) {
      throw new IllegalArgumentException(
          "A migration needs a name and at least one statement, but was '%s' with %d."
              .formatted(name, statements.size()));
    }
  }

  public static Migration of(String name, String... statements) {
    return new Migration(name, List.of(statements));
  }
}
