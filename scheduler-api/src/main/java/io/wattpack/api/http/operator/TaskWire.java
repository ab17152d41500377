package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.http.JsonText;
import io.wattpack.api.http.Reasons;
import io.wattpack.api.task.TaskPlace;
import io.wattpack.api.task.TaskRecord;
import io.wattpack.api.task.TaskState;
import io.wattpack.api.view.StatusView;
import io.wattpack.core.model.JobState;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.state.JobStatus;
import org.jspecify.annotations.Nullable;

/** TASK jobs as they go out. They run on virtual sites, and say so. */
final class TaskWire {
  private TaskWire() {}

  /** A customer is told why it waits without any figure of the operator's. */
  static ObjectNode json(TaskRecord task, StatusView view, boolean isOperator) {
    JobStatus live = task.state().isFinal() ? null : live(task, view);
    TaskPlace place = task.place();
    ObjectNode json = JsonText.object();
    json.put("id", task.id().value());
    json.put("kind", "task");
    json.put("tenant", task.tenant().value());
    json.put("name", task.request().name());
    json.put("tier", task.request().tier().label());
    json.put("state", state(task, live).label());
    json.put("submitted_at", Lists.time(task.submittedAt()));
    json.put("started_at", Lists.timeOrNull(task.startedAt()));
    json.put("ended_at", Lists.timeOrNull(task.endedAt()));
    json.put("site", place == null ? null : place.site());
    json.put("gpu_container", place == null ? null : place.gpuContainer());
    json.put("node", place == null ? null : place.nodes().getFirst());
    ArrayNode nodes = json.putArray("nodes");
    if (place != null) {
      place.nodes().forEach(nodes::add);
    }
    json.put("virtual", true);
    Reason waiting = live == null ? null : live.waiting();
    json.set("waiting", waiting == null ? null : reason(waiting, view, isOperator));
    Reason ended = task.reason();
    json.set("reason", ended == null ? null : reason(ended, view, isOperator));
    json.set("request", request(task.request().work()));
    return json;
  }

  private static ObjectNode reason(Reason reason, StatusView view, boolean isOperator) {
    return isOperator ? Reasons.forOperator(reason, view.status()) : Reasons.forCustomer(reason);
  }

  private static TaskState state(TaskRecord task, @Nullable JobStatus live) {
    if (live == null) {
      return task.state();
    }
    return live.state() == JobState.RUNNING ? TaskState.RUNNING : TaskState.WAITING;
  }

  private static @Nullable JobStatus live(TaskRecord task, StatusView view) {
    for (JobStatus job : view.status().jobs()) {
      if (job.job().id().equals(task.id())) {
        return job;
      }
    }
    return null;
  }

  private static ObjectNode request(TaskWork work) {
    ObjectNode json = JsonText.object();
    json.put("gpus", work.gpuCount());
    json.put("gpu_share_milli", work.share().milli());
    json.put("memory_mib", work.memory().value());
    ArrayNode models = json.putArray("gpu_models");
    work.gpuModels().forEach(model -> models.add(model.value()));
    json.put("run_seconds", work.runMillis() / 1000);
    json.put("cpu_milli", work.needs().cpuMilli());
    json.put("host_memory_mib", work.needs().memory().value());
    json.put("linked", work.needs().isLinked());
    json.put("mig", work.needs().migProfile());
    json.put("members", work.members());
    ArrayNode spread = json.putArray("spread");
    work.rules()
        .spread()
        .forEach(
            limit ->
                spread
                    .addObject()
                    .put("level", limit.level().label())
                    .put("max", limit.replicasMax()));
    ArrayNode tolerations = json.putArray("tolerations");
    work.rules().tolerations().forEach(tolerations::add);
    json.put("wait", work.isWaiting());
    return json;
  }
}
