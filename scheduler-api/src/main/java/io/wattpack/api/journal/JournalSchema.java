package io.wattpack.api.journal;

import java.util.List;

/** The journal's table. */
public final class JournalSchema {
  public static final List<Migration> MIGRATIONS =
      List.of(
          Migration.of(
              "journal-1",
              "CREATE TABLE journal ("
                  + "seq INTEGER PRIMARY KEY, epoch BIGINT NOT NULL, at BIGINT NOT NULL, "
                  + "kind TEXT NOT NULL, body TEXT NOT NULL, checksum BIGINT NOT NULL)"));

  private JournalSchema() {}
}
