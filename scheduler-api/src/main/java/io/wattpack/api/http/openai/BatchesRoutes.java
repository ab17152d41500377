package io.wattpack.api.http.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import io.wattpack.api.batch.BatchRequest;
import io.wattpack.api.batch.BatchService;
import io.wattpack.api.http.Access;
import io.wattpack.api.http.Answer;
import io.wattpack.api.http.BodyKind;
import io.wattpack.api.http.Call;
import io.wattpack.api.http.Endpoint;
import io.wattpack.api.http.Fields;
import io.wattpack.api.view.StatusView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /v1/batches}. */
public final class BatchesRoutes {
  private static final String PATH = "/v1/batches";

  private final BatchService batches;
  private final BatchWire wire;

  /** Routes over {@code batches}; the fleet tells why one waits. */
  public BatchesRoutes(BatchService batches, Supplier<StatusView> fleet) {
    this.batches = batches;
    this.wire = new BatchWire(new WaitingReasons(fleet));
  }

  public List<Endpoint> endpoints() {
    return List.of(
        new Endpoint(HttpMethod.POST, PATH, Access.CUSTOMER, BodyKind.JSON, this::create),
        Endpoint.get(PATH, Access.CUSTOMER, this::list),
        Endpoint.get(PATH + "/:id", Access.CUSTOMER, this::get),
        new Endpoint(
            HttpMethod.POST, PATH + "/:id/cancel", Access.CUSTOMER, BodyKind.NONE, this::cancel));
  }

  private CompletionStage<Answer> create(Call call) {
    BatchRequest request = request(call.json());
    return batches
        .create(call.tenant(), request, RequestIdentities.of(call, PATH, call.text()))
        .thenApply(outcome -> Outcomes.answer(outcome, wire::of));
  }

  private CompletionStage<Answer> list(Call call) {
    return batches
        .list(call.tenant(), PageJson.query(call))
        .thenApply(outcome -> Outcomes.answer(outcome, page -> PageJson.of(page, wire::of)));
  }

  private CompletionStage<Answer> get(Call call) {
    return batches
        .get(call.tenant(), call.path("id"))
        .thenApply(outcome -> Outcomes.answer(outcome, wire::of));
  }

  private CompletionStage<Answer> cancel(Call call) {
    return batches
        .cancel(call.tenant(), call.path("id"))
        .thenApply(outcome -> Outcomes.answer(outcome, wire::of));
  }

  /** Members it does not know are left alone: clients send more than we use. */
  private static BatchRequest request(ObjectNode body) {
    Fields fields = new Fields(body);
    return new BatchRequest(
        fields.requiredText("input_file_id"),
        fields.requiredText("endpoint"),
        fields.text("completion_window").orElse("24h"),
        metadata(fields.object("metadata")),
        outputLife(fields.object("output_expires_after")));
  }

  private static Map<String, String> metadata(Optional<ObjectNode> object) {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> pair : object.map(ObjectNode::properties).orElse(Set.of())) {
      if (!pair.getValue().isTextual()) {
        throw Fields.invalid(
            "metadata", "The value of metadata '%s' must be a string.".formatted(pair.getKey()));
      }
      metadata.put(pair.getKey(), pair.getValue().textValue());
    }
    return metadata;
  }

  private static @Nullable Long outputLife(Optional<ObjectNode> object) {
    if (object.isEmpty()) {
      return null;
    }
    Fields fields = new Fields(object.get());
    String anchor = fields.text("anchor").orElse("created_at");
    if (!anchor.equals("created_at")) {
      throw Fields.invalid(
          "output_expires_after", "The anchor must be created_at, but was '%s'.".formatted(anchor));
    }
    return fields.requiredInteger("seconds", 0, Long.MAX_VALUE);
  }
}
