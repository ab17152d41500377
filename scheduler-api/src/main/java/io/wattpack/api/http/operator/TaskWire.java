package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.http.Fields;
import io.wattpack.api.http.JsonText;
import io.wattpack.api.http.Reasons;
import io.wattpack.api.task.TaskPlace;
import io.wattpack.api.task.TaskRecord;
import io.wattpack.api.task.TaskRequest;
import io.wattpack.api.task.TaskState;
import io.wattpack.api.view.StatusView;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.JobState;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.state.JobStatus;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** TASK jobs on the wire. They run on virtual sites, and say so. */
final class TaskWire {
  private static final int GPUS_MAX = 64;
  private static final int SHARE_WHOLE = 1000;
  private static final long MEMORY_MIB_MAX = 1 << 20;
  private static final long RUN_SECONDS_MAX = 30L * 24 * 3600;
  private static final int NAME_CHARACTERS_MAX = 100;
  private static final int GPU_MODELS_MAX = 32;

  private TaskWire() {}

  static TaskRequest request(Fields fields) {
    fields.allowOnly(
        "kind",
        "name",
        "gpus",
        "gpu_share_milli",
        "memory_mib",
        "gpu_models",
        "tier",
        "run_seconds",
        "tenant");
    String kind = fields.text("kind").orElse("task");
    if (!kind.equals("task")) {
      throw Fields.invalid(
          "kind",
          "'kind' must be task, but was '%s'.\nMaybe send requests for a model as a batch: POST /v1/batches."
              .formatted(kind));
    }
    String name = fields.text("name").orElse("");
    if (name.length() > NAME_CHARACTERS_MAX) {
      throw Fields.invalid(
          "name", "A name has at most %d characters.".formatted(NAME_CHARACTERS_MAX));
    }
    return new TaskRequest(name, tier(fields.text("tier").orElse("standard")), work(fields));
  }

  private static TaskWork work(Fields fields) {
    int gpus = (int) fields.integer("gpus", 1, GPUS_MAX).orElse(1);
    int share = (int) fields.integer("gpu_share_milli", 1, SHARE_WHOLE).orElse(SHARE_WHOLE);
    if (gpus > 1 && share < SHARE_WHOLE) {
      throw Fields.invalid(
          "gpu_share_milli",
          "More than one GPU can only be had whole, but %d of %d were asked for."
              .formatted(share, SHARE_WHOLE));
    }
    return new TaskWork(
        gpus,
        new GpuShare(share),
        new Mebibytes(fields.requiredInteger("memory_mib", 1, MEMORY_MIB_MAX)),
        models(fields.texts("gpu_models")),
        1000 * fields.requiredInteger("run_seconds", 1, RUN_SECONDS_MAX));
  }

  private static List<GpuModelId> models(List<String> names) {
    if (names.size() > GPU_MODELS_MAX) {
      throw Fields.invalid(
          "gpu_models", "At most %d GPU models may be named.".formatted(GPU_MODELS_MAX));
    }
    try {
      return names.stream().map(GpuModelId::new).toList();
    } catch (IllegalArgumentException e) {
      throw Fields.invalid("gpu_models", "A GPU model's name has no white space.");
    }
  }

  private static ServiceTier tier(String label) {
    for (ServiceTier tier : ServiceTier.values()) {
      if (tier.label().equals(label)) {
        return tier;
      }
    }
    throw Fields.invalid(
        "tier", "'tier' must be interactive, standard or flex, but was '%s'.".formatted(label));
  }

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
    json.put("node", place == null ? null : place.node());
    json.put("virtual", true);
    Reason waiting = live == null ? null : live.waiting();
    json.set("waiting", waiting == null ? null : reason(waiting, view, isOperator));
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
    return json;
  }
}
