package io.wattpack.api.task;

import io.wattpack.api.journal.Migration;
import java.util.List;

/**
 * The table of tasks; {@code number} orders them, {@code journal_from} is the journal's end just
 * before one was submitted.
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
              "CREATE INDEX task_jobs_by_state ON task_jobs (state, tenant)"));

  private TaskSchema() {}
}
