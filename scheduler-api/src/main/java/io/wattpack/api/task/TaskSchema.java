package io.wattpack.api.task;

import io.wattpack.api.journal.Migration;
import java.util.List;

/**
 * The table of tasks; {@code number} orders them, {@code journal_from} is the journal's end just
 * before one was submitted. Lists are words with spaces between: models, {@code node:1 feeder:2},
 * tolerations, nodes.
 */
public final class TaskSchema {
  public static final List<Migration> MIGRATIONS =
      List.of(
          Migration.of(
              "task-1",
              """
              CREATE TABLE task_jobs (
                number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, tenant TEXT NOT NULL,
                name TEXT NOT NULL, tier TEXT NOT NULL, gpus BIGINT NOT NULL,
                gpu_share_milli BIGINT NOT NULL, memory_mib BIGINT NOT NULL,
                gpu_models TEXT NOT NULL, run_millis BIGINT NOT NULL, state TEXT NOT NULL,
                submitted_at BIGINT NOT NULL, started_at BIGINT, ended_at BIGINT,
                site TEXT, gpu_container TEXT, node TEXT, journal_from BIGINT NOT NULL)
              """,
              "CREATE INDEX task_jobs_by_tenant ON task_jobs (tenant, number)",
              "CREATE INDEX task_jobs_by_state ON task_jobs (state, tenant)"),
          Migration.of(
              "task-2",
              "ALTER TABLE task_jobs ADD COLUMN cpu_milli BIGINT NOT NULL DEFAULT 0",
              "ALTER TABLE task_jobs ADD COLUMN host_memory_mib BIGINT NOT NULL DEFAULT 0",
              "ALTER TABLE task_jobs ADD COLUMN linked BIGINT NOT NULL DEFAULT 0",
              "ALTER TABLE task_jobs ADD COLUMN mig TEXT",
              "ALTER TABLE task_jobs ADD COLUMN members BIGINT NOT NULL DEFAULT 1",
              "ALTER TABLE task_jobs ADD COLUMN spread TEXT NOT NULL DEFAULT ''",
              "ALTER TABLE task_jobs ADD COLUMN tolerations TEXT NOT NULL DEFAULT ''",
              "ALTER TABLE task_jobs ADD COLUMN waits BIGINT NOT NULL DEFAULT 1",
              "ALTER TABLE task_jobs ADD COLUMN reason_code TEXT",
              "ALTER TABLE task_jobs ADD COLUMN reason_domain TEXT",
              "ALTER TABLE task_jobs ADD COLUMN reason_asked BIGINT",
              "ALTER TABLE task_jobs ADD COLUMN reason_subject TEXT"));

  private TaskSchema() {}
}
