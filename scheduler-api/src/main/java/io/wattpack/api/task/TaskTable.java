package io.wattpack.api.task;

import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of tasks. */
final class TaskTable {
  private static final String COLUMNS =
      "number, id, tenant, name, tier, gpus, gpu_share_milli, memory_mib, gpu_models, run_millis, state,"
          + " submitted_at, started_at, ended_at, site, gpu_container, node, journal_from";

  private TaskTable() {}

  /** A row, with what only the table knows. */
  record Row(long number, TaskRecord task, long journalFrom) {}

  static Integer insert(Connection connection, TaskRecord task, long journalFrom)
      throws SQLException {
    TaskWork work = task.request().work();
    String models =
        work.gpuModels().stream().map(GpuModelId::value).collect(Collectors.joining(" "));
    return change(
        connection,
        "INSERT INTO task_jobs (id, tenant, name, tier, gpus, gpu_share_milli, memory_mib, gpu_models,"
            + " run_millis, state, submitted_at, journal_from) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        task.id().value(),
        task.tenant().value(),
        task.request().name(),
        task.request().tier().label(),
        work.gpuCount(),
        work.share().milli(),
        work.memory().value(),
        models,
        work.runMillis(),
        task.state().label(),
        task.submittedAt().value(),
        journalFrom);
  }

  static Integer update(Connection connection, TaskRecord task) throws SQLException {
    TaskPlace place = task.place();
    EpochMillis started = task.startedAt();
    EpochMillis ended = task.endedAt();
    return change(
        connection,
        "UPDATE task_jobs SET state = ?, started_at = ?, ended_at = ?, site = ?, gpu_container = ?, node = ?"
            + " WHERE id = ?",
        task.state().label(),
        started == null ? null : started.value(),
        ended == null ? null : ended.value(),
        place == null ? null : place.site(),
        place == null ? null : place.gpuContainer(),
        place == null ? null : place.node(),
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
            work(row)),
        TaskState.ofLabel(row.getString("state")),
        new EpochMillis(row.getLong("submitted_at")),
        moment(row, "started_at"),
        moment(row, "ended_at"),
        place(row));
  }

  private static TaskWork work(ResultSet row) throws SQLException {
    List<GpuModelId> models =
        Stream.of(row.getString("gpu_models").split(" "))
            .filter(model -> !model.isEmpty())
            .map(GpuModelId::new)
            .toList();
    return new TaskWork(
        row.getInt("gpus"),
        new GpuShare(row.getInt("gpu_share_milli")),
        new Mebibytes(row.getLong("memory_mib")),
        models,
        row.getLong("run_millis"));
  }

  private static @Nullable TaskPlace place(ResultSet row) throws SQLException {
    String site = row.getString("site");
    return site == null
        ? null
        : new TaskPlace(site, row.getString("gpu_container"), row.getString("node"));
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
