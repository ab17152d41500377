package io.wattpack.api.task;

import io.wattpack.core.model.JobId;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.units.EpochMillis;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of tasks. */
final class TaskTable {
  private static final String COLUMNS =
      "number, id, tenant, name, tier, "
          + TaskWorkColumns.NAMES
          + ", state, submitted_at, started_at, ended_at, site, gpu_container, node, reason_code,"
          + " reason_domain, reason_asked, reason_subject, journal_from";
  private static final String INSERT =
      "INSERT INTO task_jobs (id, tenant, name, tier, state, submitted_at, journal_from, "
          + TaskWorkColumns.NAMES
          + ") VALUES (?, ?, ?, ?, ?, ?, ?"
          + ", ?".repeat(TaskWorkColumns.COUNT)
          + ")";

  private TaskTable() {}

  /** A row, with what only the table knows. */
  record Row(long number, TaskRecord task, long journalFrom) {}

  static Integer insert(Connection connection, TaskRecord task, long journalFrom)
      throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(task.id().value());
    values.add(task.tenant().value());
    values.add(task.request().name());
    values.add(task.request().tier().label());
    values.add(task.state().label());
    values.add(task.submittedAt().value());
    values.add(journalFrom);
    values.addAll(TaskWorkColumns.values(task.request().work()));
    return change(connection, INSERT, values.toArray());
  }

  static Integer update(Connection connection, TaskRecord task) throws SQLException {
    TaskPlace place = task.place();
    EpochMillis started = task.startedAt();
    EpochMillis ended = task.endedAt();
    Reason reason = task.reason();
    return change(
        connection,
        "UPDATE task_jobs SET state = ?, started_at = ?, ended_at = ?, site = ?, gpu_container = ?,"
            + " node = ?, reason_code = ?, reason_domain = ?, reason_asked = ?, reason_subject = ?"
            + " WHERE id = ?",
        task.state().label(),
        started == null ? null : started.value(),
        ended == null ? null : ended.value(),
        place == null ? null : place.site(),
        place == null ? null : place.gpuContainer(),
        place == null ? null : String.join(" ", place.nodes()),
        reason == null ? null : reason.code().name(),
        reason == null || reason.domain() == null ? null : reason.domain().value(),
        reason == null ? null : reason.asked(),
        reason == null ? null : reason.subject(),
        task.id().value());
  }

  static Integer delete(Connection connection, JobId id) throws SQLException {
    return change(connection, "DELETE FROM task_jobs WHERE id = ?", id.value());
  }

  /** One task; {@code tenant} null: whoever owns it. */
  static Optional<Row> find(Connection connection, @Nullable TenantId tenant, String id)
      throws SQLException {
    return rows(
            connection,
            "WHERE id = ? AND (? IS NULL OR tenant = ?)",
            id,
            text(tenant),
            text(tenant))
        .stream()
        .findFirst();
  }

  static List<Row> active(Connection connection) throws SQLException {
    return rows(
        connection,
        "WHERE state IN (?, ?) ORDER BY number",
        TaskState.WAITING.label(),
        TaskState.RUNNING.label());
  }

  static int countActive(Connection connection, TenantId tenant) throws SQLException {
    String sql = "SELECT count(*) FROM task_jobs WHERE tenant = ? AND state IN (?, ?)";
    try (PreparedStatement select =
            prepare(
                connection,
                sql,
                tenant.value(),
                TaskState.WAITING.label(),
                TaskState.RUNNING.label());
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getInt(1);
    }
  }

  /** Newest first, numbers below {@code before}; {@code tenant} null: of all. */
  static List<Row> list(Connection connection, @Nullable TenantId tenant, long before, int limit)
      throws SQLException {
    return rows(
        connection,
        "WHERE number < ? AND (? IS NULL OR tenant = ?) ORDER BY number DESC LIMIT ?",
        before,
        text(tenant),
        text(tenant),
        limit);
  }

  private static List<Row> rows(Connection connection, String where, @Nullable Object... arguments)
      throws SQLException {
    try (PreparedStatement select =
            prepare(connection, "SELECT " + COLUMNS + " FROM task_jobs " + where, arguments);
        ResultSet rows = select.executeQuery()) {
      List<Row> found = new ArrayList<>();
      while (rows.next()) {
        found.add(new Row(rows.getLong("number"), task(rows), rows.getLong("journal_from")));
      }
      return found;
    }
  }

  private static TaskRecord task(ResultSet row) throws SQLException {
    return new TaskRecord(
        new JobId(row.getString("id")),
        new TenantId(row.getString("tenant")),
        new TaskRequest(
            row.getString("name"),
            ServiceTier.valueOf(row.getString("tier").toUpperCase(Locale.ROOT)),
            TaskWorkColumns.work(row)),
        TaskState.ofLabel(row.getString("state")),
        new EpochMillis(row.getLong("submitted_at")),
        moment(row, "started_at"),
        moment(row, "ended_at"),
        place(row),
        reason(row));
  }

  private static @Nullable TaskPlace place(ResultSet row) throws SQLException {
    String site = row.getString("site");
    return site == null
        ? null
        : new TaskPlace(
            site, row.getString("gpu_container"), TaskWorkColumns.words(row.getString("node")));
  }

  private static @Nullable Reason reason(ResultSet row) throws SQLException {
    String code = row.getString("reason_code");
    String domain = row.getString("reason_domain");
    return code == null
        ? null
        : new Reason(
            ReasonCode.valueOf(code),
            domain == null ? null : new PowerDomainId(domain),
            row.getLong("reason_asked"),
            row.getString("reason_subject"));
  }

  private static @Nullable EpochMillis moment(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : new EpochMillis(millis);
  }

  private static @Nullable String text(@Nullable TenantId tenant) {
    return tenant == null ? null : tenant.value();
  }

  private static Integer change(Connection connection, String sql, @Nullable Object... arguments)
      throws SQLException {
    try (PreparedStatement change = prepare(connection, sql, arguments)) {
      return change.executeUpdate();
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
    return statement;
  }
}
