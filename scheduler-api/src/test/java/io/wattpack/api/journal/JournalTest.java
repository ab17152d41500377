package io.wattpack.api.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattpack.api.time.VirtualTime;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.Input;
import io.wattpack.core.event.ReplicaReady;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.units.EpochMillis;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalTest {
  @TempDir Path folder;
  private final VirtualTime time = VirtualTime.create();
  private SqliteStore store;
  private Journal journal;

  @BeforeEach
  void open() {
    store =
        SqliteStore.open(
            folder.resolve("wattpack.db"),
            JournalSchema.MIGRATIONS,
            time,
            StoreOptions.DEFAULT.withMaxPages(1_000));
    journal = new Journal(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Journal.Arrival ready(int replica) {
    return new Journal.Arrival(
        new EpochMillis(1_000 + replica), new ReplicaReady(new ReplicaId(replica)));
  }

  private void writeTenInputs() {
    journal.appendInputs(IntStream.rangeClosed(1, 10).mapToObj(JournalTest::ready).toList());
    time.runDue();
  }

  private void sql(String sql) throws SQLException {
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("wattpack.db"));
        Statement statement = other.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  @Test
  void shouldNumberAllKindsInOneRow() {
    Plan plan = new RandomRecords(new Random(7)).next(Plan.class);
    CompletableFuture<Long> takeover = journal.appendTakeover(new EpochMillis(5));
    CompletableFuture<List<Input>> inputs = journal.appendInputs(List.of(ready(1), ready(2)));
    CompletableFuture<Long> planned = journal.appendPlan(plan);
    CompletableFuture<List<Input>> more = journal.appendInputsReserved(List.of(ready(3)));
    time.runDue();

    assertThat(takeover).isCompletedWithValue(1L);
    assertThat(inputs.join()).extracting(Input::seq).containsExactly(2L, 3L);
    assertThat(planned).isCompletedWithValue(4L);
    assertThat(more.join()).extracting(Input::seq).containsExactly(5L);
    List<JournalEntry> entries = journal.read(0, 100);
    assertThat(entries)
        .extracting(JournalEntry::type)
        .containsExactly(
            "takeover",
            "input.replica-ready",
            "input.replica-ready",
            "plan",
            "input.replica-ready");
    assertThat(entries.get(2).input()).isEqualTo(inputs.join().get(1));
    assertThat(entries.get(3).plan()).isEqualTo(plan);
    assertThat(journal.last()).isEqualTo(5);
    assertThat(journal.read(2, 2)).extracting(JournalEntry::seq).containsExactly(3L, 4L);
  }

  @Test
  void shouldTellWatchersTheNewEndOnlyAfterTheCommit() {
    List<Long> told = new ArrayList<>();
    journal.watch(told::add);
    journal.appendInputs(List.of(ready(1), ready(2)));
    journal.appendPlan(new RandomRecords(new Random(7)).next(Plan.class));
    time.runNext();
    assertThat(told).isEmpty();
    time.runDue();
    assertThat(told).containsExactly(2L, 3L);
  }

  @Test
  void shouldGiveNoNumberToWhatWasRefused() {
    Event huge = new RandomRecords(new Random(3)).next(Event.class);
    List<Journal.Arrival> many =
        IntStream.range(0, 60_000)
            .mapToObj(i -> new Journal.Arrival(new EpochMillis(i), huge))
            .toList();
    CompletableFuture<List<Input>> refused = journal.appendInputs(many);
    CompletableFuture<List<Input>> taken = journal.appendInputs(List.of(ready(1)));
    time.runDue();
    assertThat(refused.exceptionNow()).isInstanceOf(StorageFullException.class);
    assertThat(taken.join()).extracting(Input::seq).containsExactly(1L);
  }

  @ParameterizedTest
  @CsvSource({
    "4, 'UPDATE journal SET body = replace(body, ''r-4'', ''r-5'') WHERE seq = 4'",
    "4, 'UPDATE journal SET body = substr(body, 1, length(body) - 1) WHERE seq = 4'",
    "4, 'UPDATE journal SET at = at + 1 WHERE seq = 4'",
    "4, 'UPDATE journal SET epoch = 9 WHERE seq = 4'",
    "4, 'UPDATE journal SET kind = ''PLAN'' WHERE seq = 4'",
    "4, 'UPDATE journal SET kind = ''WISH'' WHERE seq = 4'",
    "4, 'UPDATE journal SET checksum = checksum + 1 WHERE seq = 4'",
    "4, 'DELETE FROM journal WHERE seq = 4'",
    "1, 'DELETE FROM journal WHERE seq < 6'",
    "5, 'UPDATE journal SET seq = 50 WHERE seq = 5'",
  })
  void shouldNameTheFirstEntryThatCannotBeTrusted(long seq, String damage) throws SQLException {
    writeTenInputs();
    sql(damage);
    assertThatThrownBy(() -> journal.read(0, 100))
        .isInstanceOfSatisfying(
            JournalDamagedException.class, e -> assertThat(e.seq()).isEqualTo(seq))
        .hasMessageContaining("Entry " + seq + " of the journal is damaged")
        .hasMessageContaining("\nMaybe restore the data directory");
    assertThat(journal.read(0, (int) seq - 1)).hasSize((int) seq - 1);
  }

  @Test
  void shouldNameTheEntryWhoseBodyHasNoMeaning() throws SQLException {
    JournalEntry strange =
        new JournalEntry(1, 1, new EpochMillis(5), EntryKind.INPUT, "{\"type\":\"party\"}");
    sql(
        "INSERT INTO journal VALUES (1, 1, 5, 'INPUT', '%s', %d)"
            .formatted(strange.body(), strange.checksum()));
    JournalEntry read = journal.read(0, 1).getFirst();
    assertThatThrownBy(read::input)
        .isInstanceOf(JournalDamagedException.class)
        .hasMessageContaining("Entry 1");
  }
}
