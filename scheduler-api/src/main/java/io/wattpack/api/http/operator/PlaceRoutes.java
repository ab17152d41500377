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
import io.wattpack.api.http.Handling;
import io.wattpack.api.http.JsonText;
import io.wattpack.api.loop.Intake;
import io.wattpack.api.view.StatusView;
import io.wattpack.core.event.PlaceClosed;
import io.wattpack.core.model.Closure;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.Place;
import io.wattpack.core.model.Site;
import io.wattpack.core.units.EpochMillis;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Closes and opens sites, GPU containers, nodes and GPUs. Accepted means on disk; what must stop
 * follows.
 */
public final class PlaceRoutes {
  private final Supplier<StatusView> fleet;
  private final Intake intake;
  private final InstantSource clock;

  /** Routes that check against the newest state and hand the order to {@code intake}. */
  public PlaceRoutes(Supplier<StatusView> fleet, Intake intake, InstantSource clock) {
    this.fleet = fleet;
    this.intake = intake;
    this.clock = clock;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        closing("sites", "site", PlaceRoutes::site),
        closing("gpu-containers", "gpu_container", PlaceRoutes::gpuContainer),
        closing("nodes", "node", PlaceRoutes::node),
        closing("gpus", "gpu", PlaceRoutes::gpu),
        Endpoint.get("/api/v1/closures", Access.OPERATOR, this::list));
  }

  private Endpoint closing(
      String plural, String noun, BiFunction<Fleet, String, @Nullable Place> find) {
    Handling handling = call -> close(call, known(noun, call.path("id"), find));
    return new Endpoint(
        HttpMethod.PUT,
        "/api/v1/%s/:id/closure".formatted(plural),
        Access.OPERATOR,
        BodyKind.JSON,
        handling);
  }

  private CompletionStage<Answer> list(Call call) {
    StatusView picture = fleet.get();
    List<ObjectNode> closed =
        picture.status().placement().closures().stream().map(ClosuresJson::of).toList();
    return Answer.json(200, Lists.of(picture, closed)).now();
  }

  private CompletionStage<Answer> close(Call call, Place place) {
    Fields fields = new Fields(call.json()).allowOnly("closure", "until");
    Closure closure = closure(fields.requiredText("closure"));
    @Nullable EpochMillis until = Moments.until(fields, clock, "The closure");
    if (until != null && closure == Closure.OPEN) {
      throw Fields.invalid("until", "A place that is opened stays open.\nMaybe leave until out.");
    }
    PlaceClosed event = new PlaceClosed(place, closure, until);
    return intake.submit(event).thenApply(input -> Answer.json(202, accepted(input, event)));
  }

  private static ObjectNode accepted(long input, PlaceClosed event) {
    ObjectNode json = JsonText.object().put("input", input);
    return json.setAll(ClosuresJson.of(event));
  }

  private static Closure closure(String label) {
    for (Closure closure : Closure.values()) {
      if (closure.label().equals(label)) {
        return closure;
      }
    }
    throw Fields.invalid(
        "closure", "'closure' must be open, cordoned or drained, but was '%s'.".formatted(label));
  }

  private Place known(String noun, String id, BiFunction<Fleet, String, @Nullable Place> find) {
    Place place = find.apply(fleet.get().fleet(), id);
    if (place == null) {
      throw unknown(noun, id);
    }
    return place;
  }

  private static ApiException unknown(String noun, String id) {
    String words = noun.equals("gpu_container") ? "GPU container" : noun.replace("gpu", "GPU");
    String hint =
        switch (noun) {
          case "site" -> "Maybe one of GET /api/v1/sites.";
          case "gpu" -> "Maybe a node of GET /api/v1/nodes and a slot, like n-1:3.";
          default -> "Maybe one of GET /api/v1/nodes.";
        };
    return ApiError.of(
            404, noun + "_not_found", "No %s is named '%s'.\n%s".formatted(words, id, hint))
        .asException();
  }

  private static @Nullable Place site(Fleet fleet, String id) {
    for (Site site : fleet.sites()) {
      if (site.id().value().equals(id)) {
        return site.id();
      }
    }
    return null;
  }

  private static @Nullable Place gpuContainer(Fleet fleet, String id) {
    for (GpuContainer box : fleet.gpuContainers()) {
      if (box.id().value().equals(id)) {
        return box.id();
      }
    }
    return null;
  }

  private static @Nullable Place node(Fleet fleet, String id) {
    for (Node node : fleet.nodes()) {
      if (node.id().value().equals(id)) {
        return node.id();
      }
    }
    return null;
  }

  private static @Nullable Place gpu(Fleet fleet, String id) {
    for (Node node : fleet.nodes()) {
      if (id.startsWith(node.id().value() + ":")) {
        for (int slot = 0; slot < node.gpuCount(); slot++) {
          GpuId gpu = new GpuId(node.id(), slot);
          if (gpu.toString().equals(id)) {
            return gpu;
          }
        }
      }
    }
    return null;
  }
}
