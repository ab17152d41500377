package io.wattpack.api.journal;

import io.wattpack.core.event.Event;
import io.wattpack.core.event.Input;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.units.EpochMillis;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/**
 * The append-only truth of scheduling: every input, every plan, every takeover, numbered without
 * gaps.
 *
 * <p>A number is taken inside the transaction that writes it, so a number that was given is on disk
 * and two writers can never give the same one. Each entry carries a checksum over all its fields; a
 * read stops at the first entry that does not match, and never skips one.
 */
public final class Journal implements JournalReader {
  private static final String INSERT =
      "INSERT INTO journal (seq, epoch, at, kind, body, checksum) VALUES (?, ?, ?, ?, ?, ?)";
  private static final String SELECT =
      "SELECT seq, epoch, at, kind, body, checksum FROM journal WHERE seq > ? ORDER BY seq LIMIT ?";

  private static final EventCodec EVENTS = new EventCodec();
  private static final PlanCodec PLANS = new PlanCodec();

  private final Store store;
  private final List<LongConsumer> watchers = new CopyOnWriteArrayList<>();

  public Journal(Store store) {
    this.store = store;
  }

  /** An event with the time it was accepted at: an input that has no number yet. */
  public record Arrival(EpochMillis at, Event event) {}

  /** The epoch this process writes under. */
  public long epoch() {
    return store.epoch();
  }

  /**
   * Appends all of them in this order or none; completes with them as numbered inputs when they are
   * on disk.
   */
  public CompletableFuture<List<Input>> appendInputs(List<Arrival> arrivals) {
    List<Draft> drafts = arrivals.stream().map(this::draft).toList();
    return tellingWatchers(
        store.write(
            CommitPoint.INPUT, connection -> numbered(arrivals, append(connection, drafts))));
  }

  /**
   * As {@link #appendInputs}, but may use the reserve: for what must be known even when storage is
   * full.
   */
  public CompletableFuture<List<Input>> appendInputsReserved(List<Arrival> arrivals) {
    List<Draft> drafts = arrivals.stream().map(this::draft).toList();
    return tellingWatchers(
        store.writeReserved(
            CommitPoint.INPUT, connection -> numbered(arrivals, append(connection, drafts))));
  }

  /**
   * Appends the plan, from the reserve if need be; completes with its number when it is on disk.
   */
  public CompletableFuture<Long> appendPlan(Plan plan) {
    Draft draft = new Draft(plan.at(), EntryKind.PLAN, PLANS.write(plan));
    return appendOne(CommitPoint.PLAN, draft);
  }

  /**
   * Appends the first entry of this process's epoch; completes with its number when it is on disk.
   */
  public CompletableFuture<Long> appendTakeover(EpochMillis at) {
    Draft draft = new Draft(at, EntryKind.TAKEOVER, "{\"epoch\":%d}".formatted(store.epoch()));
    return appendOne(CommitPoint.TAKEOVER, draft);
  }

  @Override
  public long last() {
    return store.read(Journal::lastSeq);
  }

  @Override
  public List<JournalEntry> read(long after, int max) {
    return store.read(connection -> select(connection, after, max));
  }

  @Override
  public void watch(LongConsumer watcher) {
    watchers.add(watcher);
  }

  private record Draft(EpochMillis at, EntryKind kind, String body) {}

  private Draft draft(Arrival arrival) {
    return new Draft(arrival.at(), EntryKind.INPUT, EVENTS.write(arrival.event()));
  }

  private CompletableFuture<Long> appendOne(CommitPoint point, Draft draft) {
    return store
        .writeReserved(point, connection -> append(connection, List.of(draft)))
        .whenComplete((seq, failure) -> tell(failure == null ? seq : 0));
  }

  private CompletableFuture<List<Input>> tellingWatchers(CompletableFuture<List<Input>> inputs) {
    return inputs.whenComplete(
        (list, failure) -> tell(failure == null && !list.isEmpty() ? list.getLast().seq() : 0));
  }

  private void tell(long last) {
    if (last > 0) {
      watchers.forEach(watcher -> watcher.accept(last));
    }
  }

  private static List<Input> numbered(List<Arrival> arrivals, long last) {
    List<Input> inputs = new ArrayList<>(arrivals.size());
    long seq = last - arrivals.size();
    for (Arrival arrival : arrivals) {
      seq++;
      inputs.add(new Input(seq, arrival.at(), arrival.event()));
    }
    return inputs;
  }

  /** Returns the last number given. */
  private long append(Connection connection, List<Draft> drafts) throws SQLException {
    long seq = lastSeq(connection);
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Draft draft : drafts) {
        seq++;
        bind(insert, new JournalEntry(seq, store.epoch(), draft.at(), draft.kind(), draft.body()));
        insert.executeUpdate();
      }
    }
    return seq;
  }

  private static long lastSeq(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("SELECT max(seq) FROM journal");
        ResultSet row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private static void bind(PreparedStatement insert, JournalEntry entry) throws SQLException {
    insert.setLong(1, entry.seq());
    insert.setLong(2, entry.epoch());
    insert.setLong(3, entry.at().value());
    insert.setString(4, entry.kind().name());
    insert.setString(5, entry.body());
    insert.setLong(6, entry.checksum());
  }

  private static List<JournalEntry> select(Connection connection, long after, int max)
      throws SQLException {
    List<JournalEntry> entries = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setLong(1, after);
      select.setInt(2, max);
      try (ResultSet rows = select.executeQuery()) {
        for (long next = after + 1; rows.next(); next++) {
          entries.add(check(next, rows));
        }
      }
    } catch (SQLException e) {
      if (SqliteFile.isDamaged(e)) {
        throw new JournalDamagedException(
            after + entries.size() + 1, "the file is damaged there: " + e, e);
      }
      throw e;
    }
    return entries;
  }

  private static JournalEntry check(long next, ResultSet row) throws SQLException {
    long seq = row.getLong(1);
    if (seq != next) {
      throw new JournalDamagedException(next, "it is missing, the next one there is " + seq);
    }
    JournalEntry entry = entry(row);
    if (entry.checksum() != row.getLong(6)) {
      throw new JournalDamagedException(seq, "its checksum does not match its content");
    }
    return entry;
  }

  private static JournalEntry entry(ResultSet row) throws SQLException {
    long seq = row.getLong(1);
    try {
      return new JournalEntry(
          seq,
          row.getLong(2),
          new EpochMillis(row.getLong(3)),
          EntryKind.valueOf(row.getString(4)),
          row.getString(5));
    } catch (IllegalArgumentException e) {
      throw new JournalDamagedException(seq, "a field has no meaning: " + e.getMessage(), e);
    }
  }
}
