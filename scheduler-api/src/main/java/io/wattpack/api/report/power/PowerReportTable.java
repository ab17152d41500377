package io.wattpack.api.report.power;

import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.model.PowerEventKind;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes recordings. */
final class PowerReportTable {
  private static final String PUT =
      """
      INSERT INTO power_reports (
        number, event, domain, target_watts, kind, notice_at, start_at, ramp_millis, end_at,
        correlation_id, from_watts, origin_at, interval_millis, over_at, is_withdrawn, is_closed,
        baseline_watts, baseline_millis, baseline_end, through_at, reading_watts, reading_at,
        hardware_watts, ceiling_watts)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String PUT_INTERVAL =
      """
      INSERT INTO power_report_intervals (
        report, at, millis, held_millis, commanded_watts, planned_watts, watt_millis,
        metered_millis)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (report, at) DO UPDATE SET millis = excluded.millis,
        held_millis = excluded.held_millis, commanded_watts = excluded.commanded_watts,
        planned_watts = excluded.planned_watts, watt_millis = excluded.watt_millis,
        metered_millis = excluded.metered_millis
      """;
  private static final long NEVER = Long.MAX_VALUE;

  private PowerReportTable() {}

  static int write(Connection connection, List<RecordingRow> rows) throws SQLException {
    for (RecordingRow row : rows) {
      put(connection, row);
    }
    return rows.size();
  }

  private static void put(Connection connection, RecordingRow row) throws SQLException {
    PowerEvent event = row.event();
    @Nullable Baseline baseline = row.baseline();
    @Nullable Reading last = row.last();
    Recording.@Nullable Books books = row.books();
    change(connection, "DELETE FROM power_reports WHERE number = ?", row.number());
    change(
        connection,
        PUT,
        row.number(),
        event.id().value(),
        event.domain().value(),
        event.target().value(),
        event.kind().label(),
        event.noticeAt().value(),
        event.start().value(),
        event.rampMillis(),
        event.end() == null ? null : (Long) event.end().value(),
        event.correlationId(),
        event.from() == null ? null : (Long) event.from().value(),
        row.origin(),
        row.intervalMillis(),
        row.over() == NEVER ? null : (Long) row.over(),
        row.isWithdrawn() ? 1 : 0,
        row.isClosed() ? 1 : 0,
        baseline == null ? null : (Long) baseline.watts(),
        baseline == null ? 0 : baseline.coveredMillis(),
        baseline == null ? null : (Long) baseline.end(),
        row.through(),
        last == null ? null : (Long) last.watts(),
        last == null ? null : (Long) last.at(),
        books == null ? null : (Long) books.hardware(),
        books == null ? null : (Long) books.ceiling());
    if (row.isWhole()) {
      change(connection, "DELETE FROM power_report_intervals WHERE report = ?", row.number());
    }
    putIntervals(connection, row);
  }

  private static void putIntervals(Connection connection, RecordingRow row) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PUT_INTERVAL)) {
      for (Interval interval : row.intervals()) {
        set(
            statement,
            row.number(),
            interval.at(),
            interval.millis(),
            interval.heldMillis(),
            interval.commanded(),
            interval.planned(),
            interval.wattMillis(),
            interval.meteredMillis());
        statement.executeUpdate();
      }
    }
  }

  /** Takes away those that are closed and not among the newest so many. */
  static void prune(Connection connection, long newest, int kept) throws SQLException {
    change(
        connection,
        "DELETE FROM power_report_intervals WHERE report IN"
            + " (SELECT number FROM power_reports WHERE number <= ? AND is_closed = 1)",
        newest - kept);
    change(
        connection, "DELETE FROM power_reports WHERE number <= ? AND is_closed = 1", newest - kept);
  }

  static int delete(Connection connection, long number) throws SQLException {
    change(connection, "DELETE FROM power_report_intervals WHERE report = ?", number);
    return change(connection, "DELETE FROM power_reports WHERE number = ?", number);
  }

  static List<RecordingRow> open(Connection connection) throws SQLException {
    return rows(
        connection, "SELECT * FROM power_reports WHERE is_closed = 0 ORDER BY number", null);
  }

  /** The newest recording of that event. */
  static Optional<RecordingRow> find(Connection connection, String event) throws SQLException {
    List<RecordingRow> rows =
        rows(
            connection,
            "SELECT * FROM power_reports WHERE event = ? ORDER BY number DESC LIMIT 1",
            event);
    return rows.stream().findFirst();
  }

  static long lastNumber(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT MAX(number) FROM power_reports");
        ResultSet row = statement.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  static List<Interval> intervals(Connection connection, long number) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT * FROM power_report_intervals WHERE report = ? ORDER BY at")) {
      set(statement, number);
      List<Interval> intervals = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          intervals.add(
              new Interval(
                  row.getLong("at"),
                  row.getLong("millis"),
                  row.getLong("held_millis"),
                  nullable(row, "commanded_watts"),
                  nullable(row, "planned_watts"),
                  row.getLong("watt_millis"),
                  row.getLong("metered_millis")));
        }
      }
      return intervals;
    }
  }

  private static List<RecordingRow> rows(
      Connection connection, String sql, @Nullable String argument) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      if (argument != null) {
        set(statement, argument);
      }
      List<RecordingRow> rows = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(row(row));
        }
      }
      return rows;
    }
  }

  private static RecordingRow row(ResultSet row) throws SQLException {
    @Nullable Long over = nullable(row, "over_at");
    @Nullable Long watts = nullable(row, "reading_watts");
    @Nullable Long ceiling = nullable(row, "ceiling_watts");
    @Nullable Long baseline = nullable(row, "baseline_watts");
    return new RecordingRow(
        row.getLong("number"),
        event(row),
        row.getLong("origin_at"),
        row.getLong("interval_millis"),
        over == null ? NEVER : over,
        row.getLong("is_withdrawn") == 1,
        row.getLong("is_closed") == 1,
        baseline == null
            ? null
            : new Baseline(baseline, row.getLong("baseline_millis"), row.getLong("baseline_end")),
        row.getLong("through_at"),
        watts == null ? null : new Reading(watts, row.getLong("reading_at")),
        ceiling == null ? null : new Recording.Books(row.getLong("hardware_watts"), ceiling),
        true,
        List.of());
  }

  private static PowerEvent event(ResultSet row) throws SQLException {
    @Nullable Long end = nullable(row, "end_at");
    @Nullable Long from = nullable(row, "from_watts");
    String kind = row.getString("kind");
    return new PowerEvent(
        new PowerEventId(row.getString("event")),
        new PowerDomainId(row.getString("domain")),
        new Watts(row.getLong("target_watts")),
        Arrays.stream(PowerEventKind.values())
            .filter(each -> each.label().equals(kind))
            .findFirst()
            .orElseThrow(),
        new EpochMillis(row.getLong("notice_at")),
        new EpochMillis(row.getLong("start_at")),
        row.getLong("ramp_millis"),
        end == null ? null : new EpochMillis(end),
        row.getString("correlation_id"),
        from == null ? null : new Watts(from));
  }

  private static @Nullable Long nullable(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : (Long) value;
  }

  private static int change(Connection connection, String sql, @Nullable Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, arguments);
      return statement.executeUpdate();
    }
  }

  private static void set(PreparedStatement statement, @Nullable Object... arguments)
      throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
  }
}
