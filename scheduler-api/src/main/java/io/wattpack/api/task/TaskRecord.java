package io.wattpack.api.task;

import io.wattpack.core.model.JobId;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.units.EpochMillis;
import org.jspecify.annotations.Nullable;

/**
 * One task.
 *
 * @param startedAt when it last began to run; null: never
 * @param endedAt null: not yet
 * @param place null: never placed
 * @param reason why it was rejected or could not be accepted; null: it was not
 */
public record TaskRecord(
    JobId id,
    TenantId tenant,
    TaskRequest request,
    TaskState state,
    EpochMillis submittedAt,
    @Nullable EpochMillis startedAt,
    @Nullable EpochMillis endedAt,
    @Nullable TaskPlace place,
    @Nullable Reason reason) {
  TaskRecord running(EpochMillis at, TaskPlace where) {
    return new TaskRecord(
        id, tenant, request, TaskState.RUNNING, submittedAt, at, null, where, null);
  }

  TaskRecord waiting() {
    return new TaskRecord(
        id, tenant, request, TaskState.WAITING, submittedAt, startedAt, null, place, null);
  }

  TaskRecord ended(TaskEnd how, EpochMillis at) {
    return new TaskRecord(
        id, tenant, request, how.state(), submittedAt, startedAt, at, place, how.reason());
  }
}
