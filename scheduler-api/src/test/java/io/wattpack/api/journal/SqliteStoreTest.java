package io.wattpack.api.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattpack.api.time.VirtualTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {
  private static final Migration NOTES =
      Migration.of("notes-1", "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL)");

  @TempDir Path folder;
  private final VirtualTime time = VirtualTime.create();
  private @Nullable SqliteStore store;

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }

  private SqliteStore open() {
    return open(time, StoreOptions.DEFAULT);
  }

  private SqliteStore open(Executor executor, StoreOptions options, Migration... more) {
    List<Migration> migrations = new ArrayList<>(List.of(NOTES));
    migrations.addAll(List.of(more));
    store = SqliteStore.open(file(), migrations, executor, options);
    return store;
  }

  private Path file() {
    return folder.resolve("wattpack.db");
  }

  private static Store.Write<Integer> note(int id, String text) {
    return connection -> insert(connection, id, text);
  }

  private static int insert(Connection connection, int id, String text) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO notes (id, text) VALUES (?, ?)")) {
      insert.setInt(1, id);
      insert.setString(2, text);
      return insert.executeUpdate();
    }
  }

  private static List<Integer> notes(Store store) {
    return store.read(
        connection -> {
          List<Integer> ids = new ArrayList<>();
          try (Statement select = connection.createStatement();
              ResultSet rows = select.executeQuery("SELECT id FROM notes ORDER BY id")) {
            while (rows.next()) {
              ids.add(rows.getInt(1));
            }
          }
          return ids;
        });
  }

  @Test
  void shouldAcknowledgeOnlyAfterTheCommitWhenItsExecutorRuns() {
    SqliteStore notes = open();
    CompletableFuture<Integer> written = notes.write(CommitPoint.INPUT, note(1, "a"));
    assertThat(written).isNotDone();
    time.runNext();
    assertThat(notes(notes)).as("committed").containsExactly(1);
    assertThat(written).as("but not told yet").isNotDone();
    time.runDue();
    assertThat(written).isCompletedWithValue(1);
  }

  @Test
  void shouldKeepTheOthersWhenOneWriteOfAGroupFails() {
    SqliteStore notes = open();
    CompletableFuture<Integer> first = notes.write(CommitPoint.INPUT, note(1, "a"));
    CompletableFuture<Integer> doubled = notes.write(CommitPoint.INPUT, note(1, "again"));
    CompletableFuture<Integer> thrown =
        notes.write(
            CommitPoint.INPUT,
            connection -> {
              insert(connection, 2, "half");
              throw new IllegalStateException("no");
            });
    CompletableFuture<Integer> last = notes.write(CommitPoint.INPUT, note(3, "c"));
    time.runDue();
    assertThat(first).isCompletedWithValue(1);
    assertThat(doubled).isCompletedExceptionally();
    assertThat(thrown).failsWithin(Duration.ZERO).withThrowableThat().withMessageContaining("no");
    assertThat(last).isCompletedWithValue(1);
    assertThat(notes(notes)).containsExactly(1, 3);
  }

  @Test
  void shouldCommitAGroupInOneTransaction() {
    List<Integer> groups = new ArrayList<>();
    CommitWatcher watcher =
        new CommitWatcher() {
          @Override
          public void committed(List<CommitPoint> points) {
            groups.add(points.size());
          }
        };
    store = SqliteStore.open(file(), List.of(NOTES), time, StoreOptions.DEFAULT, watcher);
    for (int id = 1; id <= 1000; id++) {
      store.write(CommitPoint.INPUT, note(id, "x"));
    }
    time.runDue();
    assertThat(groups).containsExactly(512, 488);
  }

  @Test
  void shouldKeepWhatWasCommittedWhenTheProcessDiesBeforeTelling() {
    VirtualTime.Process process = time.process();
    SqliteStore dying = open(process.executor(), StoreOptions.DEFAULT);
    CompletableFuture<Integer> written = dying.write(CommitPoint.INPUT, note(1, "a"));
    time.runNext();
    CompletableFuture<Integer> queued = dying.write(CommitPoint.INPUT, note(2, "b"));
    process.kill();
    time.runDue();
    dying.abandon();

    assertThat(written).isNotDone();
    assertThat(queued).isNotDone();
    assertThat(notes(open())).containsExactly(1);
  }

  @Test
  void shouldWriteNothingWhenTheProcessDiesBeforeTheCommit() {
    CommitWatcher death =
        new CommitWatcher() {
          @Override
          public void committing(List<CommitPoint> points) {
            throw new IllegalStateException("killed at " + points);
          }
        };
    SqliteStore dying = SqliteStore.open(file(), List.of(NOTES), time, StoreOptions.DEFAULT, death);
    CompletableFuture<Integer> written = dying.write(CommitPoint.LINES_SETTLED, note(1, "a"));
    assertThatThrownBy(time::runDue).hasMessage("killed at [LINES_SETTLED]");
    dying.abandon();
    assertThat(written).isNotDone();
    assertThat(notes(open())).isEmpty();
  }

  @Test
  void shouldWriteWhatIsQueuedWhenClosed() {
    CompletableFuture<Integer> written = open().write(CommitPoint.INPUT, note(1, "a"));
    close();
    assertThat(written).isCompletedWithValue(1);
    assertThat(notes(open())).containsExactly(1);
  }

  @Test
  void shouldRefuseWritesAndReadsWhenClosed() {
    SqliteStore closed = open();
    closed.close();
    closed.close();
    assertThat(closed.write(CommitPoint.INPUT, note(1, "a"))).isCompletedExceptionally();
    assertThatThrownBy(() -> notes(closed)).hasMessage("The store is closed.");
  }

  @Test
  void shouldRefuseASecondStoreOnTheSameDirectory() {
    open();
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> SqliteStore.open(file(), List.of(NOTES), time, StoreOptions.DEFAULT))
          .isInstanceOf(DataDirectoryInUseException.class)
          .hasMessageContaining(folder.getFileName().toString())
          .hasMessageContaining("\nMaybe stop that one");
    }
  }

  @Test
  void shouldRefuseADirectoryThatAnotherProcessHas() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(other.inputReader().readLine()).isEqualTo("locked");
      assertThatThrownBy(this::open)
          .isInstanceOf(DataDirectoryInUseException.class)
          .hasMessageContaining("in use by process " + other.pid());
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertThat(open().epoch()).isEqualTo(1);
  }

  /** Another process that holds the directory until it is killed. */
  static final class LockHolder {
    private LockHolder() {}

    public static void main(String[] args) throws Exception {
      DataDirectoryLock lock = DataDirectoryLock.take(Path.of(args[0]));
      System.out.println("locked");
      System.in.read();
      lock.close();
    }
  }

  @Test
  void shouldBeginANewEpochWithEveryStart() {
    assertThat(open().epoch()).isEqualTo(1);
    close();
    assertThat(open().epoch()).isEqualTo(2);
  }

  @Test
  void shouldWriteNothingMoreWhenAnotherEpochHasBegun() throws SQLException {
    SqliteStore old = open();
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement bump = other.createStatement()) {
      bump.executeUpdate("UPDATE store_epoch SET epoch = epoch + 1");
    }
    CompletableFuture<Integer> first = old.write(CommitPoint.INPUT, note(1, "a"));
    time.runDue();
    CompletableFuture<Integer> second = old.writeReserved(CommitPoint.PLAN, note(2, "b"));
    time.runDue();
    assertFailed(first, FencedException.class);
    assertFailed(second, FencedException.class);
    assertThat(notes(old)).isEmpty();
  }

  private static void assertFailed(CompletableFuture<?> future, Class<? extends Throwable> type) {
    assertThat(future).isCompletedExceptionally();
    assertThat(future.exceptionNow()).isInstanceOf(type);
  }

  @Test
  void shouldRefuseOrdinaryWritesAloneWhenStorageIsFull() {
    SqliteStore small = open(time, StoreOptions.DEFAULT.withMaxPages(StoreOptions.PAGES_MIN));
    String page = "x".repeat(StoreOptions.PAGE_BYTES);
    List<CompletableFuture<Integer>> ordinary = new ArrayList<>();
    List<CompletableFuture<Integer>> reserved = new ArrayList<>();
    for (int id = 1; id <= StoreOptions.PAGES_MIN; id++) {
      ordinary.add(small.write(CommitPoint.INPUT, note(id, page)));
    }
    for (int id = 101; id <= 104; id++) {
      reserved.add(small.writeReserved(CommitPoint.PLAN, note(id, "plan")));
    }
    time.runDue();

    long accepted = ordinary.stream().filter(write -> !write.isCompletedExceptionally()).count();
    assertThat(accepted).isBetween(30L, StoreOptions.PAGES_MIN - 1);
    ordinary.stream()
        .filter(CompletableFuture::isCompletedExceptionally)
        .forEach(write -> assertFailed(write, StorageFullException.class));
    assertThat(reserved).allMatch(write -> write.isDone() && !write.isCompletedExceptionally());
    assertThat(notes(small)).hasSize((int) accepted + 4).contains(101, 104);
  }

  @Test
  void shouldTakeWritesAgainWhenRoomWasMade() {
    SqliteStore small = open(time, StoreOptions.DEFAULT.withMaxPages(StoreOptions.PAGES_MIN));
    String large = "x".repeat(40 * StoreOptions.PAGE_BYTES);
    CompletableFuture<Integer> first = small.write(CommitPoint.INPUT, note(1, large));
    CompletableFuture<Integer> second = small.write(CommitPoint.INPUT, note(2, large));
    small.write(
        CommitPoint.INPUT,
        connection -> connection.createStatement().executeUpdate("DELETE FROM notes"));
    CompletableFuture<Integer> third = small.write(CommitPoint.INPUT, note(3, large));
    time.runDue();
    assertThat(first).isCompletedWithValue(1);
    assertFailed(second, StorageFullException.class);
    assertThat(third).isCompletedWithValue(1);
    assertThat(notes(small)).containsExactly(3);
  }

  @Test
  void shouldKeepItsReserveOnDisk() throws Exception {
    StoreOptions options = StoreOptions.DEFAULT.withMaxPages(1000);
    open(time, options);
    assertThat(Files.size(folder.resolve("reserve"))).isEqualTo(options.reserveBytes());
  }

  @Test
  void shouldSeeOneStateDuringARead() {
    SqliteStore notes = open();
    notes.write(CommitPoint.INPUT, note(1, "a"));
    time.runDue();
    List<Integer> counts =
        notes.read(
            connection -> {
              int before = count(connection);
              notes.write(CommitPoint.INPUT, note(2, "b"));
              time.runDue();
              return List.of(before, count(connection));
            });
    assertThat(counts).containsExactly(1, 1);
    assertThat(notes(notes)).containsExactly(1, 2);
  }

  private static int count(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("SELECT count(*) FROM notes")) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void shouldRefuseToWriteDuringARead() {
    SqliteStore notes = open();
    assertThatThrownBy(() -> notes.read(connection -> insert(connection, 1, "a")))
        .hasMessageContaining("readonly");
    assertThat(notes(notes)).isEmpty();
  }

  @Test
  void shouldRunEachMigrationOnceAndRefuseThoseItDoesNotKnow() {
    Migration more = Migration.of("notes-2", "ALTER TABLE notes ADD COLUMN extra TEXT");
    open(time, StoreOptions.DEFAULT).close();
    open(time, StoreOptions.DEFAULT, more).close();
    open(time, StoreOptions.DEFAULT, more).close();
    assertThatThrownBy(this::open)
        .hasMessageContaining("notes-2, which this version does not know")
        .hasMessageContaining("\nMaybe");
    Migration changed = Migration.of("notes-2", "ALTER TABLE notes ADD COLUMN other TEXT");
    assertThatThrownBy(() -> open(time, StoreOptions.DEFAULT, changed))
        .hasMessageContaining("notes-2, which this version has otherwise");
    assertThat(open(time, StoreOptions.DEFAULT, more).epoch()).isEqualTo(4);
  }

  @Test
  void shouldSayWhatIsWrongWhenTheFileIsNoDatabase() throws Exception {
    Files.writeString(file(), "this is not a database, not even a little bit of one");
    assertThatThrownBy(this::open)
        .hasMessageContaining("wattpack.db")
        .hasMessageContaining("\nMaybe");
    Files.delete(file());
    assertThat(open().epoch()).isEqualTo(1);
  }
}
