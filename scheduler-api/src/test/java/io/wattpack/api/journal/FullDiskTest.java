package io.wattpack.api.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full: a small one in memory, where this user may mount one. */
class FullDiskTest {
  private static final StoreOptions OPTIONS = new StoreOptions(1_000_000, 2_048, 512, 2, 1_000);
  private static final int NOTE_BYTES = 20_000;

  @TempDir Path folder;
  private boolean mounted;
  private SqliteStore store;

  @BeforeEach
  void mount() throws Exception {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", folder.toString());
    assumeTrue(mounted, "this user may not mount a small disk");
    Migration notes =
        Migration.of("notes-1", "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)");
    store = SqliteStore.open(folder.resolve("notes.db"), List.of(notes), Runnable::run, OPTIONS);
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      store.close();
      assertThat(run("umount", folder.toString())).isTrue();
    }
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Store.Write<Integer> note(int id, int bytes) {
    return connection -> {
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO notes VALUES (?, ?)")) {
        insert.setInt(1, id);
        insert.setString(2, "x".repeat(bytes));
        return insert.executeUpdate();
      }
    };
  }

  @Test
  void shouldWriteWhatIsReservedAndRefuseTheRestWhenTheDiskIsFull() {
    CompletableFuture<Integer> last = CompletableFuture.completedFuture(1);
    int written = 0;
    for (int id = 1; !last.isCompletedExceptionally(); id++) {
      written = id - 1;
      last = store.write(CommitPoint.INPUT, note(id, NOTE_BYTES));
    }
    assertThat(last.exceptionNow()).isInstanceOf(StorageFullException.class);

    Path reserve = folder.resolve("reserve");
    for (int id = 10_001; id <= 10_100; id++) {
      assertThat(store.writeReserved(CommitPoint.PLAN, note(id, 10))).isCompletedWithValue(1);
    }
    assertThat(Files.exists(reserve)).as("given back to the disk").isFalse();
    assertThat(store.write(CommitPoint.INPUT, note(20_000, 10)).exceptionNow())
        .isInstanceOf(StorageFullException.class)
        .hasMessageContaining("\nMaybe free the disk");
    assertThat(count()).isEqualTo(written + 100);
  }

  private int count() {
    return store.read(
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement("SELECT count(*) FROM notes");
              var row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
          }
        });
  }
}
