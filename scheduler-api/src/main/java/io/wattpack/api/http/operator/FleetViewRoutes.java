package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.http.Access;
import io.wattpack.api.http.Answer;
import io.wattpack.api.http.ApiError;
import io.wattpack.api.http.ApiException;
import io.wattpack.api.http.Call;
import io.wattpack.api.http.Endpoint;
import io.wattpack.api.http.Handling;
import io.wattpack.api.view.GpuReadings;
import io.wattpack.api.view.Staleness;
import io.wattpack.api.view.StatusView;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What an operator may look at: sites, nodes, power, pools, replicas. Reads the newest state and
 * never waits.
 */
public final class FleetViewRoutes {
  private final Supplier<StatusView> fleet;
  private final GpuReadings gpus;
  private final Staleness staleness;

  /** Routes over the newest state and what was read last at the GPUs. */
  public FleetViewRoutes(Supplier<StatusView> fleet, GpuReadings gpus, Staleness staleness) {
    this.fleet = fleet;
    this.gpus = gpus;
    this.staleness = staleness;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/api/v1/sites", Access.OPERATOR, list(SitesJson::of)),
        Endpoint.get(
            "/api/v1/nodes",
            Access.OPERATOR,
            list(picture -> NodesJson.of(picture, gpus, staleness))),
        Endpoint.get("/api/v1/power", Access.OPERATOR, this::power),
        Endpoint.get("/api/v1/power-domains/:id", Access.OPERATOR, this::domain),
        Endpoint.get(
            "/api/v1/pools", Access.OPERATOR, list(picture -> PoolsJson.of(picture.status()))),
        Endpoint.get(
            "/api/v1/replicas", Access.OPERATOR, list(picture -> ReplicasJson.of(picture))));
  }

  private Handling list(Function<StatusView, List<? extends JsonNode>> items) {
    return call -> {
      StatusView picture = fleet.get();
      return Answer.json(200, Lists.of(picture, items.apply(picture))).now();
    };
  }

  private CompletionStage<Answer> power(Call call) {
    StatusView picture = fleet.get();
    CapSavings savings = CapSavings.of(picture);
    List<JsonNode> domains =
        PowerTree.of(picture.status()).branches().stream()
            .<JsonNode>map(branch -> PowerTree.json(branch, savings, staleness))
            .toList();
    ObjectNode list = Lists.of(picture, domains);
    list.set("regions", RegionsJson.all(picture.status(), staleness));
    return Answer.json(200, list).now();
  }

  private CompletionStage<Answer> domain(Call call) {
    String id = call.path("id");
    StatusView picture = fleet.get();
    return PowerTree.of(picture.status())
        .find(id)
        .map(branch -> PowerTree.json(branch, CapSavings.of(picture), staleness))
        .or(() -> region(id, picture))
        .map(json -> Answer.json(200, json).now())
        .orElseThrow(() -> unknownDomain(id));
  }

  private Optional<ObjectNode> region(String id, StatusView picture) {
    return RegionsJson.find(picture.status(), id)
        .map(region -> RegionsJson.of(region, picture.status(), staleness));
  }

  static SiteId site(String id, StatusView picture) {
    return picture.fleet().sites().stream()
        .map(Site::id)
        .filter(site -> site.value().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                ApiError.of(
                        404,
                        "site_not_found",
                        "No site is named '%s'.\nMaybe one of GET /api/v1/sites.".formatted(id))
                    .asException());
  }

  static ApiException unknownDomain(String id) {
    return ApiError.of(
            404,
            "power_domain_not_found",
            "No power domain is named '%s'.\nMaybe one of GET /api/v1/power.".formatted(id))
        .asException();
  }
}
