package io.wattpack.api.task;

import io.wattpack.core.model.JobId;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.units.EpochMillis;
import org.jspecify.annotations.Nullable;

/**
 * One task.
 *
 * @param startedAt when it last began to run; null: never
 * @param endedAt null: not yet
 * @param place null: never placed
 */
public record TaskRecord(
    JobId id,
    TenantId tenant,
    TaskRequest request,
    TaskState state,
    EpochMillis submittedAt,
    @Nullable EpochMillis startedAt,
    @Nullable EpochMillis endedAt,
    @Nullable TaskPlace place) {
  TaskRecord running(EpochMillis at, TaskPlace where) {
    return new TaskRecord(id, tenant, request, TaskState.RUNNING, submittedAt, at, null, where);
  }

  TaskRecord waiting() {
    return new TaskRecord(
        id, tenant, request, TaskState.WAITING, submittedAt, startedAt, null, place);
  }

  TaskRecord ended(TaskState how, EpochMillis at) {
    return new TaskRecord(id, tenant, request, how, submittedAt, startedAt, at, place);
  }
}
