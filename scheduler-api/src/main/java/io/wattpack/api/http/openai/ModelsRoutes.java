package io.wattpack.api.http.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.http.Access;
import io.wattpack.api.http.Answer;
import io.wattpack.api.http.ApiError;
import io.wattpack.api.http.Call;
import io.wattpack.api.http.Endpoint;
import io.wattpack.api.http.JsonText;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.units.EpochMillis;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** {@code /v1/models}: only models that something can answer. */
public final class ModelsRoutes {
  private static final String PATH = "/v1/models";

  private final Supplier<List<ModelId>> models;
  private final EpochMillis created;

  /** Routes over the models that can be answered now; {@code created} is told for each of them. */
  public ModelsRoutes(Supplier<List<ModelId>> models, EpochMillis created) {
    this.models = models;
    this.created = created;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(PATH, Access.ANY_KEY, this::list),
        Endpoint.get(PATH + "/*", Access.ANY_KEY, this::get));
  }

  private CompletionStage<Answer> list(Call call) {
    ObjectNode list = JsonText.object().put("object", "list");
    ArrayNode data = list.putArray("data");
    models.get().forEach(model -> data.add(json(model)));
    return Answer.json(200, list).now();
  }

  /** An id may hold a slash, raw or encoded. */
  private CompletionStage<Answer> get(Call call) {
    String id = call.pathAfter(PATH + "/");
    for (ModelId model : models.get()) {
      if (model.value().equals(id)) {
        return Answer.json(200, json(model)).now();
      }
    }
    throw ApiError.inField(
            404,
            "model_not_found",
            "model",
            "The model '%s' is not served here.\nMaybe one of GET /v1/models.".formatted(id))
        .asException();
  }

  private ObjectNode json(ModelId model) {
    return JsonText.object()
        .put("id", model.value())
        .put("object", "model")
        .put("created", WireTime.seconds(created))
        .put("owned_by", "wattpack");
  }
}
