package io.wattpack.api.main;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Orders that no operator can give: limits, closures, policies, fleets and keys. */
final class BadOrders {
  private static final String LIMIT = "/api/v1/power-domains/ga-grid/limit";
  private static final String MINERS = "/api/v1/miner-groups/ga-s21-1/limit";
  private static final String NODE = "/api/v1/nodes/ga-h-1/closure";
  private static final String CORDONED = "{\"closure\":\"cordoned\"}";

  private BadOrders() {}

  static Stream<BadInput> all() {
    return Stream.of(limits(), miners(), unknownPlaces(), telemetry(), closures(), settings())
        .flatMap(List::stream);
  }

  private static List<BadInput> limits() {
    return List.of(
        new BadInput(
            "degrees Fahrenheit",
            400,
            "invalid_value",
            put("/api/v1/sites/georgia/weather", "{\"mean_24h_millicelsius\":92000}")),
        new BadInput(
            "a present temperature in Kelvin",
            400,
            "invalid_value",
            put(
                "/api/v1/sites/georgia/weather",
                "{\"mean_24h_millicelsius\":30000,\"present_millicelsius\":303000}")),
        new BadInput(
            "a power event that ends before it starts",
            400,
            "invalid_value",
            post(
                "/api/v1/power-events",
                "{\"domain\":\"ga-grid\",\"target_watts\":1,\"start\":\"2026-07-01T18:00:00Z\",\"end\":\"2026-07-01T17:00:00Z\"}")),
        new BadInput(
            "a power event that is over",
            422,
            "until_in_the_past",
            post(
                "/api/v1/power-events",
                "{\"domain\":\"ga-grid\",\"target_watts\":1,\"start\":\"2026-07-01T17:00:00Z\",\"end\":\"2026-07-01T18:00:00Z\"}")),
        new BadInput(
            "a power event whose id is no step of a path",
            400,
            "invalid_value",
            post(
                "/api/v1/power-events",
                "{\"id\":\"a/b\",\"domain\":\"ga-grid\",\"target_watts\":1}")),
        new BadInput(
            "a power event before the epoch",
            400,
            "invalid_value",
            post(
                "/api/v1/power-events",
                "{\"domain\":\"ga-grid\",\"target_watts\":1,\"start\":\"1960-07-01T18:00:00Z\"}")),
        new BadInput(
            "a power event behind the end of time",
            400,
            "invalid_value",
            post(
                "/api/v1/power-events",
                "{\"domain\":\"ga-grid\",\"target_watts\":1,\"ramp_seconds\":600,\"start\":\"+292278994-08-17T07:12:55Z\"}")),
        new BadInput(
            "a power event of an unknown kind",
            400,
            "invalid_value",
            post(
                "/api/v1/power-events",
                "{\"domain\":\"ga-grid\",\"target_watts\":1,\"kind\":\"soft\"}")),
        new BadInput(
            "a power event of an unknown domain",
            404,
            "power_domain_not_found",
            post("/api/v1/power-events", "{\"domain\":\"nowhere\",\"target_watts\":1}")),
        new BadInput("a negative limit", 400, "invalid_value", put(LIMIT, "{\"limit_watts\":-1}")),
        new BadInput(
            "a limit that is no whole number",
            400,
            "invalid_type",
            put(LIMIT, "{\"limit_watts\":1.5}")),
        new BadInput(
            "a limit beyond all numbers",
            400,
            "invalid_value",
            put(LIMIT, "{\"limit_watts\":99999999999999999999}")),
        new BadInput("a misspelt member", 400, "unknown_field", put(LIMIT, "{\"limit_wats\":1}")),
        new BadInput(
            "a limit that has ended",
            422,
            "until_in_the_past",
            put(LIMIT, "{\"limit_watts\":1,\"until\":\"2001-01-01T00:00:00Z\"}")),
        new BadInput(
            "an end that is no time",
            400,
            "invalid_value",
            put(LIMIT, "{\"limit_watts\":1,\"until\":\"tomorrow\"}")),
        new BadInput(
            "a limit of an unknown domain",
            404,
            "power_domain_not_found",
            put("/api/v1/power-domains/nowhere/limit", "{\"limit_watts\":1}")));
  }

  private static List<BadInput> miners() {
    return List.of(
        new BadInput(
            "a limit of an unknown miner group",
            404,
            "miner_group_not_found",
            put("/api/v1/miner-groups/nobody/limit", "{\"limit_steps\":0}")),
        new BadInput(
            "a limit of a miner group withdrawn that there is not",
            404,
            "miner_group_not_found",
            s -> s.call("DELETE", s.operator, "/api/v1/miner-groups/nobody/limit", "")),
        new BadInput(
            "more steps than a miner group has",
            400,
            "invalid_value",
            put(MINERS, "{\"limit_steps\":1001}")),
        new BadInput(
            "fewer steps than none", 400, "invalid_value", put(MINERS, "{\"limit_steps\":-1}")),
        new BadInput(
            "steps and watts of a miner group at once",
            400,
            "invalid_value",
            put(MINERS, "{\"limit_steps\":0,\"limit_watts\":0}")),
        new BadInput("neither steps nor watts", 400, "invalid_value", put(MINERS, "{}")),
        new BadInput(
            "steps that are no whole number",
            400,
            "invalid_type",
            put(MINERS, "{\"limit_steps\":\"one\"}")),
        new BadInput(
            "a misspelt limit of a miner group",
            400,
            "unknown_field",
            put(MINERS, "{\"max_steps\":1}")),
        new BadInput(
            "a limit of a miner group that has ended",
            422,
            "until_in_the_past",
            put(MINERS, "{\"limit_steps\":0,\"until\":\"2001-01-01T00:00:00Z\"}")));
  }

  private static List<BadInput> unknownPlaces() {
    return List.of(
        new BadInput(
            "the weather of an unknown site",
            404,
            "site_not_found",
            put("/api/v1/sites/nowhere/weather", "{\"mean_24h_millicelsius\":30000}")),
        new BadInput(
            "an unknown site closed",
            404,
            "site_not_found",
            put("/api/v1/sites/nowhere/closure", CORDONED)),
        new BadInput(
            "an unknown GPU container closed",
            404,
            "gpu_container_not_found",
            put("/api/v1/gpu-containers/none/closure", CORDONED)),
        new BadInput(
            "an unknown node closed",
            404,
            "node_not_found",
            put("/api/v1/nodes/none/closure", CORDONED)),
        new BadInput(
            "a GPU that its node has not",
            404,
            "gpu_not_found",
            put("/api/v1/gpus/ga-h-1:8/closure", CORDONED)),
        new BadInput(
            "a GPU without a slot",
            404,
            "gpu_not_found",
            put("/api/v1/gpus/ga-h-1/closure", CORDONED)));
  }

  private static List<BadInput> telemetry() {
    return List.of(
        new BadInput(
            "telemetry of an unknown site",
            404,
            "site_not_found",
            put(
                "/api/v1/sites/nowhere/telemetry",
                "{\"source\":\"meter\",\"meters\":[{\"power_domain\":\"ga-grid\",\"watts\":1}]}")),
        new BadInput(
            "telemetry of an unknown domain",
            400,
            "invalid_value",
            put(
                "/api/v1/sites/georgia/telemetry",
                "{\"source\":\"meter\",\"meters\":[{\"power_domain\":\"nowhere\",\"watts\":1}]}")),
        new BadInput(
            "telemetry of a domain of another site",
            400,
            "invalid_value",
            put(
                "/api/v1/sites/ontario/telemetry",
                "{\"source\":\"meter\",\"meters\":[{\"power_domain\":\"ga-grid\",\"watts\":1}]}")),
        new BadInput(
            "telemetry that names a domain twice",
            400,
            "invalid_value",
            put(
                "/api/v1/sites/georgia/telemetry",
                "{\"source\":\"meter\",\"meters\":[{\"power_domain\":\"ga-grid\",\"watts\":1},{\"power_domain\":\"ga-grid\",\"watts\":2}]}")),
        new BadInput(
            "a meter below zero",
            400,
            "invalid_value",
            put(
                "/api/v1/sites/georgia/telemetry",
                "{\"source\":\"meter\",\"meters\":[{\"power_domain\":\"ga-grid\",\"watts\":-1}]}")),
        new BadInput(
            "a meter in milliwatts",
            400,
            "invalid_value",
            put(
                "/api/v1/sites/georgia/telemetry",
                "{\"source\":\"meter\",\"meters\":[{\"power_domain\":\"ga-grid\",\"watts\":900000000000}]}")),
        new BadInput(
            "a meter without watts",
            400,
            "missing_field",
            put(
                "/api/v1/sites/georgia/telemetry",
                "{\"source\":\"meter\",\"meters\":[{\"power_domain\":\"ga-grid\"}]}")),
        new BadInput(
            "telemetry without a reading",
            400,
            "invalid_value",
            put("/api/v1/sites/georgia/telemetry", "{\"source\":\"meter\"}")),
        new BadInput(
            "telemetry of an unknown source",
            400,
            "invalid_value",
            put(
                "/api/v1/sites/georgia/telemetry",
                "{\"source\":\"guess\",\"meters\":[{\"power_domain\":\"ga-grid\",\"watts\":1}]}")),
        new BadInput(
            "a reading of tomorrow",
            400,
            "invalid_value",
            put(
                "/api/v1/sites/georgia/telemetry",
                "{\"source\":\"meter\",\"sampled_at\":\"2999-01-01T00:00:00Z\",\"meters\":[{\"power_domain\":\"ga-grid\",\"watts\":1}]}")),
        new BadInput(
            "a reading of last year",
            400,
            "invalid_value",
            put(
                "/api/v1/sites/georgia/telemetry",
                "{\"source\":\"meter\",\"sampled_at\":\"2020-01-01T00:00:00Z\",\"meters\":[{\"power_domain\":\"ga-grid\",\"watts\":1}]}")),
        new BadInput(
            "a GPU that the site has not",
            400,
            "invalid_value",
            put(
                "/api/v1/sites/georgia/telemetry",
                "{\"source\":\"driver\",\"gpus\":[{\"gpu\":\"ga-h-1:8\",\"watts\":1,\"busy_permille\":0}]}")),
        new BadInput(
            "a GPU read twice",
            400,
            "invalid_value",
            put(
                "/api/v1/sites/georgia/telemetry",
                "{\"source\":\"driver\",\"gpus\":[{\"gpu\":\"ga-h-1:0\",\"watts\":1,\"busy_permille\":0},{\"gpu\":\"ga-h-1:0\",\"watts\":1,\"busy_permille\":0}]}")),
        new BadInput(
            "a GPU busier than always",
            400,
            "invalid_value",
            put(
                "/api/v1/sites/georgia/telemetry",
                "{\"source\":\"driver\",\"gpus\":[{\"gpu\":\"ga-h-1:0\",\"watts\":1,\"busy_permille\":1001}]}")),
        new BadInput(
            "a GPU of a thousand kilowatts",
            400,
            "invalid_value",
            put(
                "/api/v1/sites/georgia/telemetry",
                "{\"source\":\"driver\",\"gpus\":[{\"gpu\":\"ga-h-1:0\",\"watts\":1000000,\"busy_permille\":0}]}")),
        new BadInput(
            "more meters than a report may have",
            400,
            "invalid_value",
            put(
                "/api/v1/sites/georgia/telemetry",
                "{\"source\":\"meter\",\"meters\":[%s{}]}".formatted("{},".repeat(10_000)))),
        new BadInput(
            "a customer reporting telemetry",
            403,
            "insufficient_scope",
            s ->
                s.call(
                    "PUT",
                    s.customerA,
                    "/api/v1/sites/georgia/telemetry",
                    "{\"source\":\"meter\"}")));
  }

  private static List<BadInput> closures() {
    return List.of(
        new BadInput(
            "a place half closed", 400, "invalid_value", put(NODE, "{\"closure\":\"ajar\"}")),
        new BadInput(
            "a place closed until yesterday",
            422,
            "until_in_the_past",
            put(NODE, "{\"closure\":\"drained\",\"until\":\"2020-01-01T00:00:00Z\"}")),
        new BadInput(
            "a place opened for a time",
            400,
            "invalid_value",
            put(NODE, "{\"closure\":\"open\",\"until\":\"2090-01-01T00:00:00Z\"}")),
        new BadInput(
            "a place closed by a misspelt member",
            400,
            "unknown_field",
            put(NODE, "{\"closed\":\"drained\"}")),
        new BadInput(
            "a customer closing a node",
            403,
            "insufficient_scope",
            s -> s.call("PUT", s.customerA, NODE, "{\"closure\":\"drained\"}")));
  }

  private static List<BadInput> settings() {
    return List.of(
        new BadInput(
            "a policy nobody knows",
            400,
            "invalid_value",
            put("/api/v1/placement/policy", "{\"name\":\"worst-fit\"}")),
        new BadInput(
            "a policy without a name", 400, "missing_field", put("/api/v1/placement/policy", "{}")),
        new BadInput(
            "a seed for a policy that draws nothing",
            400,
            "invalid_value",
            put("/api/v1/placement/policy", "{\"name\":\"fgd\",\"seed\":1}")),
        new BadInput(
            "a fleet that is no fleet", 422, "invalid_fleet", put("/api/v1/fleet", "sites: [")),
        new BadInput(
            "a key for an unknown tenant",
            422,
            "tenant_not_found",
            s -> s.post(s.operator, "/api/v1/keys", "{\"tenant\":\"nobody\"}")));
  }

  private static Function<ServiceFixture, HttpResponse<String>> put(String path, String body) {
    return service -> service.call("PUT", service.operator, path, body);
  }

  private static Function<ServiceFixture, HttpResponse<String>> post(String path, String body) {
    return service -> service.call("POST", service.operator, path, body);
  }
}
