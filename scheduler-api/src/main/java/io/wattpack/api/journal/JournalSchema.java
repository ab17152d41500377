package io.wattpack.api.journal;

import java.util.List;

/** The tables of the journal and of the snapshots that go with it. */
public final class JournalSchema {
  public static final List<Migration> MIGRATIONS =
      List.of(
          Migration.of(
              "journal-1",
              "CREATE TABLE journal ("
                  + "seq INTEGER PRIMARY KEY, epoch BIGINT NOT NULL, at BIGINT NOT NULL, "
                  + "kind TEXT NOT NULL, body TEXT NOT NULL, checksum BIGINT NOT NULL)"),
          Migration.of(
              "snapshot-1",
              "CREATE TABLE snapshot ("
                  + "sequence INTEGER PRIMARY KEY, format INTEGER NOT NULL, "
                  + "digest BIGINT NOT NULL, body BLOB NOT NULL, checksum BIGINT NOT NULL)"));

  private JournalSchema() {}
}
