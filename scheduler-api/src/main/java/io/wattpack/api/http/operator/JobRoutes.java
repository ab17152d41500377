package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import io.wattpack.api.http.Access;
import io.wattpack.api.http.Answer;
import io.wattpack.api.http.ApiError;
import io.wattpack.api.http.ApiException;
import io.wattpack.api.http.BodyKind;
import io.wattpack.api.http.Call;
import io.wattpack.api.http.Endpoint;
import io.wattpack.api.http.Fields;
import io.wattpack.api.http.JsonText;
import io.wattpack.api.task.TaskJobs;
import io.wattpack.api.task.TaskPage;
import io.wattpack.api.task.TaskRecord;
import io.wattpack.api.view.Explainer;
import io.wattpack.api.view.StatusView;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.Tenant;
import io.wattpack.core.model.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** TASK jobs, for their tenants and for operators. Another tenant's job does not exist. */
public final class JobRoutes {
  private static final String PATH = "/api/v1/jobs";
  private static final int LIMIT_MAX = 100;
  private static final int LIMIT_DEFAULT = 20;

  private final TaskJobs tasks;
  private final Supplier<StatusView> fleet;
  private final Explainer explainer;

  /** Routes over {@code tasks}; the newest state tells how the unfinished ones stand. */
  public JobRoutes(TaskJobs tasks, Supplier<StatusView> fleet, Explainer explainer) {
    this.tasks = tasks;
    this.fleet = fleet;
    this.explainer = explainer;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        new Endpoint(HttpMethod.POST, PATH, Access.ANY_KEY, BodyKind.JSON, this::create),
        Endpoint.get(PATH, Access.ANY_KEY, this::list),
        Endpoint.get(PATH + "/:id", Access.ANY_KEY, this::get),
        Endpoint.get(PATH + "/:id/explanation", Access.OPERATOR, this::explain),
        new Endpoint(
            HttpMethod.DELETE, PATH + "/:id", Access.ANY_KEY, BodyKind.NONE, this::cancel));
  }

  private CompletionStage<Answer> create(Call call) {
    Fields fields = new Fields(call.json());
    TenantId tenant = tenant(call, fields);
    return tasks
        .submit(tenant, TaskRequests.read(fields))
        .thenApply(
            task ->
                Answer.json(201, TaskWire.json(task, fleet.get(), call.principal().isOperator())));
  }

  private CompletionStage<Answer> list(Call call) {
    int limit = call.queryInteger("limit", 1, LIMIT_MAX, LIMIT_DEFAULT);
    return tasks
        .list(owner(call), limit, token(call.query("page_token")))
        .thenApply(page -> Answer.json(200, json(page, call)));
  }

  private CompletionStage<Answer> get(Call call) {
    return tasks
        .get(owner(call), call.path("id"))
        .thenApply(
            task ->
                Answer.json(
                    200,
                    TaskWire.json(known(task, call), fleet.get(), call.principal().isOperator())));
  }

  /** Of a task that has ended nothing is left to explain but its reason. */
  private CompletionStage<Answer> explain(Call call) {
    return explainer
        .explain(job(call))
        .thenCompose(
            found ->
                found.isPresent()
                    ? Answer.json(200, ExplanationJson.of(found.get())).now()
                    : nothingToExplain(call));
  }

  private CompletionStage<Answer> nothingToExplain(Call call) {
    return tasks
        .get(null, call.path("id"))
        .thenApply(
            task -> {
              known(task, call);
              return Answer.json(200, JsonText.object());
            });
  }

  private static JobId job(Call call) {
    try {
      return new JobId(call.path("id"));
    } catch (IllegalArgumentException e) {
      throw unknown(call);
    }
  }

  private CompletionStage<Answer> cancel(Call call) {
    return tasks
        .cancel(owner(call), call.path("id"))
        .thenApply(
            task ->
                Answer.json(
                    202,
                    TaskWire.json(known(task, call), fleet.get(), call.principal().isOperator())));
  }

  private ObjectNode json(TaskPage page, Call call) {
    StatusView view = fleet.get();
    List<ObjectNode> items =
        page.tasks().stream()
            .map(task -> TaskWire.json(task, view, call.principal().isOperator()))
            .toList();
    ObjectNode list = Lists.of(view, items);
    Long token = page.nextToken();
    list.put("next_page_token", token == null ? null : Long.toString(token, Character.MAX_RADIX));
    return list;
  }

  /** Whose jobs the caller sees; null: everybody's. */
  private static @Nullable TenantId owner(Call call) {
    return call.principal().tenant();
  }

  private TenantId tenant(Call call, Fields fields) {
    Optional<String> named = fields.text("tenant");
    TenantId own = call.principal().tenant();
    if (own != null) {
      if (named.isPresent() && !named.get().equals(own.value())) {
        throw ApiError.inField(
                403,
                "insufficient_scope",
                "tenant",
                "A customer's key submits for its own tenant only.")
            .asException();
      }
      return own;
    }
    return tenants(named.orElseThrow(() -> missingTenant()));
  }

  private TenantId tenants(String id) {
    for (Tenant tenant : fleet.get().fleet().tenants()) {
      if (tenant.id().value().equals(id)) {
        return tenant.id();
      }
    }
    throw ApiError.inField(
            422, "tenant_not_found", "tenant", "The fleet has no tenant named '%s'.".formatted(id))
        .asException();
  }

  private static ApiException missingTenant() {
    return ApiError.inField(
            400,
            "missing_field",
            "tenant",
            "An operator's key submits for a tenant: name it in 'tenant'.")
        .asException();
  }

  private static TaskRecord known(Optional<TaskRecord> task, Call call) {
    return task.orElseThrow(() -> unknown(call));
  }

  private static ApiException unknown(Call call) {
    return ApiError.of(404, "job_not_found", "No job is named '%s'.".formatted(call.path("id")))
        .asException();
  }

  private static @Nullable Long token(Optional<String> text) {
    try {
      return text.isEmpty() ? null : (Long) Long.parseLong(text.get(), Character.MAX_RADIX);
    } catch (NumberFormatException e) {
      throw Fields.invalid("page_token", "The page token is not one of ours.");
    }
  }
}
