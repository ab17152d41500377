package io.wattpack.api.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator and a customer see of tasks, limits, events and figures over real HTTP. */
class OperatorFlowTest {
  private static final String TASK = "{\"memory_mib\":1000,\"run_seconds\":%d,\"name\":\"t\"}";

  @TempDir private static Path folder;
  private static ServiceFixture service;

  @BeforeAll
  static void start() {
    service = ServiceFixture.start(folder);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void shouldTellHowItWentWhenATaskHasEnded() {
    String id = submit(1);

    await().atMost(Duration.ofSeconds(14)).until(() -> state(id).equals("succeeded"));

    JsonNode job = job(id);
    assertThat(job.path("started_at").isNull()).isFalse();
    assertThat(job.path("ended_at").isNull()).isFalse();
    assertThat(job.path("node").asText()).isNotEmpty();
    assertThat(job.path("virtual").asBoolean()).isTrue();
  }

  @Test
  void shouldEndAsCancelledWhenItsTenantTakesItBack() {
    String id = submit(3600);
    await().until(() -> state(id).equals("running"));

    assertThat(service.call("DELETE", service.customerB, "/api/v1/jobs/" + id, "").statusCode())
        .isEqualTo(404);
    assertThat(service.call("DELETE", service.customerA, "/api/v1/jobs/" + id, "").statusCode())
        .isEqualTo(202);

    await().atMost(Duration.ofSeconds(14)).until(() -> state(id).equals("cancelled"));
  }

  @Test
  void shouldShowTheLimitAndTakeItAwayWhenAnOperatorSaysSo() {
    String domain = "/api/v1/power-domains/on-pdu-3";
    assertThat(
            service
                .call("PUT", service.operator, domain + "/limit", "{\"limit_watts\":12000}")
                .statusCode())
        .isEqualTo(202);
    await()
        .until(
            () ->
                service
                        .json(service.get(service.operator, domain))
                        .at("/operator_limit/limit_watts")
                        .asLong()
                    == 12_000);

    assertThat(service.call("DELETE", service.operator, domain + "/limit", "").statusCode())
        .isEqualTo(202);
    await()
        .until(
            () ->
                service
                    .json(service.get(service.operator, domain))
                    .path("operator_limit")
                    .isNull());
  }

  @Test
  void shouldHoldAPowerEventUntilItIsWithdrawn() {
    String events = "/api/v1/power-events";
    String body = "{\"domain\":\"on-pdu-3\",\"target_watts\":9000,\"correlation_id\":\"dso-7\"}";
    String id =
        service.json(service.call("POST", service.operator, events, body)).path("id").asText();
    await().until(() -> service.stateOfEvent(id).equals("holding"));
    JsonNode event = service.json(service.get(service.operator, events + "/" + id));
    assertThat(event.path("commanded_watts").asLong()).isEqualTo(9000);
    assertThat(event.path("correlation_id").asText()).isEqualTo("dso-7");
    JsonNode domain = service.json(service.get(service.operator, "/api/v1/power-domains/on-pdu-3"));
    assertThat(domain.path("binding_limit").asText()).isEqualTo("grid");

    assertThat(service.call("DELETE", service.operator, events + "/" + id, "").statusCode())
        .isEqualTo(202);

    await().until(() -> service.stateOfEvent(id).isEmpty());
  }

  @Test
  void shouldShowEveryStepOfAnEventThatIsKnownInAdvance() {
    String start = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS).toString();
    String end = Instant.now().plusSeconds(7200).truncatedTo(ChronoUnit.SECONDS).toString();
    String body =
        "{\"id\":\"tonight\",\"domain\":\"on-pdu-4\",\"target_watts\":1,\"start\":\"%s\",\"ramp_seconds\":60,\"end\":\"%s\"}"
            .formatted(start, end);
    assertThat(service.call("POST", service.operator, "/api/v1/power-events", body).statusCode())
        .isEqualTo(202);
    await().until(() -> service.stateOfEvent("tonight").equals("scheduled"));

    JsonNode domain = service.json(service.get(service.operator, "/api/v1/power-domains/on-pdu-4"));
    JsonNode steps = domain.path("future_steps");
    assertThat(steps.size()).isEqualTo(20);
    assertThat(steps.get(0).path("at").asText()).isEqualTo(start);
    assertThat(steps.get(9).path("cap_watts").asLong()).isLessThanOrEqualTo(1);
    assertThat(steps.get(9).path("binding_limit").asText()).isEqualTo("grid");
    assertThat(steps.get(9).path("firm_watts").asLong()).isPositive();
    assertThat(steps.get(9).has("drain_from")).isTrue();
    assertThat(steps.get(19).path("cap_watts")).isEqualTo(domain.path("cap_watts"));
  }

  @Test
  void shouldTellEveryLevelOfAnEventAndWhenItsNextStateBegins() {
    Instant start = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);
    String body =
        "{\"id\":\"levels\",\"domain\":\"ga-pdu-4\",\"target_watts\":1,\"start\":\"%s\",\"ramp_seconds\":60,\"end\":\"%s\"}"
            .formatted(start, start.plusSeconds(3600));
    service.call("POST", service.operator, "/api/v1/power-events", body);
    await().until(() -> service.stateOfEvent("levels").equals("scheduled"));

    JsonNode event = service.json(service.get(service.operator, "/api/v1/power-events/levels"));

    JsonNode steps = event.path("steps");
    assertThat(event.path("state_until").asText()).isEqualTo(start.toString());
    assertThat(event.path("commanded_watts").isNull()).isTrue();
    assertThat(steps.size()).isEqualTo(20);
    assertThat(steps.get(0).path("at").asText()).isEqualTo(start.toString());
    assertThat(steps.get(9).path("at").asText()).isEqualTo(start.plusSeconds(54).toString());
    assertThat(steps.get(9).path("limit_watts").asLong()).isEqualTo(1);
    assertThat(steps.get(19).path("at").asText()).isEqualTo(start.plusSeconds(3660).toString());
    assertThat(steps.get(19).path("limit_watts").isNull()).isTrue();
  }

  @Test
  void shouldShowTheWeatherThatWasToldAndWhatCoolingDrawsThen() {
    JsonNode before = site("ontario").path("gpu_containers").get(0);
    assertThat(before.path("pue_permille").asInt()).isEqualTo(1_160);

    String weather = "{\"mean_24h_millicelsius\":31500,\"present_millicelsius\":40000}";
    assertThat(
            service
                .call("PUT", service.operator, "/api/v1/sites/ontario/weather", weather)
                .statusCode())
        .isEqualTo(202);

    await().until(() -> site("ontario").path("mean_24h_millicelsius").asInt() == 31_500);
    assertThat(site("ontario").path("present_millicelsius").asInt()).isEqualTo(40_000);
    JsonNode hot = site("ontario").path("gpu_containers").get(0);
    assertThat(hot.path("pue_permille").asInt()).isEqualTo(1_200);
    assertThat(hot.path("cooling_watts").asLong())
        .isEqualTo(Math.ceilDiv(hot.path("it_watts").asLong(), 5L));
    // Five kelvins above 35 degrees take 15 % of it.
    assertThat(hot.path("heat_capacity_watts").asLong())
        .isEqualTo(before.path("heat_capacity_watts").asLong() * 85 / 100);
  }

  private static JsonNode site(String id) {
    for (JsonNode site :
        service.json(service.get(service.operator, "/api/v1/sites")).path("data")) {
      if (site.path("id").asText().equals(id)) {
        return site;
      }
    }
    throw new AssertionError("No site %s is listed.".formatted(id));
  }

  @Test
  void shouldCloseAPlaceForATimeAndOpenItAgain() {
    String until = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS).toString();
    String body = "{\"closure\":\"drained\",\"until\":\"%s\"}".formatted(until);
    assertThat(
            service
                .call("PUT", service.operator, "/api/v1/nodes/ga-h-1/closure", body)
                .statusCode())
        .isEqualTo(202);
    await().until(() -> node("ga-h-1").path("closure").asText().equals("drained"));
    JsonNode closures =
        service.json(service.get(service.operator, "/api/v1/closures")).path("data");
    assertThat(closures).hasSize(1);
    assertThat(closures.path(0).path("kind").asText()).isEqualTo("node");
    assertThat(closures.path(0).path("until").asText()).isEqualTo(until);

    for (String gpu : new String[] {"ga-h-2:3", "ga-h-2%3A4"}) {
      assertThat(
              service
                  .call(
                      "PUT",
                      service.operator,
                      "/api/v1/gpus/" + gpu + "/closure",
                      "{\"closure\":\"cordoned\"}")
                  .statusCode())
          .isEqualTo(202);
    }
    await().until(() -> node("ga-h-2").path("gpus_closed").size() == 2);

    for (String place : new String[] {"nodes/ga-h-1", "gpus/ga-h-2:3", "gpus/ga-h-2:4"}) {
      service.call(
          "PUT", service.operator, "/api/v1/" + place + "/closure", "{\"closure\":\"open\"}");
    }
    await()
        .until(
            () ->
                service
                    .json(service.get(service.operator, "/api/v1/closures"))
                    .path("data")
                    .isEmpty());
  }

  private static JsonNode node(String id) {
    for (JsonNode node :
        service.json(service.get(service.operator, "/api/v1/nodes")).path("data")) {
      if (node.path("id").asText().equals(id)) {
        return node;
      }
    }
    throw new AssertionError("There is no node " + id);
  }

  @Test
  void shouldSayWhenAFleetWouldBeRefused() {
    String id = submit(3600);
    String fleet = service.get(service.operator, "/api/v1/fleet").body();
    String without = fleet.replaceFirst("(?s)  - id: customer-a\n.*?(?=  - id: customer-b)", "");
    assertThat(without).isNotEqualTo(fleet);

    JsonNode same = dryRun(fleet);
    JsonNode other = dryRun(without);

    assertThat(same.path("changes")).isEmpty();
    assertThat(same.path("refusal").isNull()).isTrue();
    assertThat(other.at("/refusal/code").asText()).isEqualTo("REMOVES_WHAT_IS_IN_USE");
    service.call("DELETE", service.customerA, "/api/v1/jobs/" + id, "");
  }

  private static JsonNode dryRun(String fleet) {
    return service.json(service.call("PUT", service.operator, "/api/v1/fleet?dry_run=true", fleet));
  }

  @Test
  void shouldChooseAPolicyAndGoBack() {
    String path = "/api/v1/placement/policy";
    JsonNode chosen =
        service.json(service.call("PUT", service.operator, path, "{\"name\":\"pwr-fgd\"}"));
    assertThat(chosen.path("power_weight_permille").asInt()).isEqualTo(100);
    assertThat(chosen.path("typical_work")).isNotEmpty();
    await()
        .until(
            () ->
                service
                    .json(service.get(service.operator, path))
                    .path("name")
                    .asText()
                    .equals("pwr-fgd"));
    assertThat(service.get("", "/metrics").body())
        .containsPattern("wattpack_placement_policy_info\\{[^}]*policy=\"pwr-fgd\"[^}]*\\} 1");

    service.call("PUT", service.operator, path, "{\"name\":\"wattpack\"}");
    await()
        .until(
            () ->
                service
                    .json(service.get(service.operator, path))
                    .path("name")
                    .asText()
                    .equals("wattpack"));
  }

  @Test
  void shouldSayHowTheFleetLooksToATask() {
    String id = submit(3600);
    await().until(() -> state(id).equals("running"));
    String path = "/api/v1/jobs/" + id + "/explanation";

    JsonNode explanation = service.json(service.get(service.operator, path));

    assertThat(explanation.path("policy").asText()).isEqualTo("wattpack");
    assertThat(explanation.path("placed")).hasSize(1);
    assertThat(explanation.path("candidates").asInt()).isPositive();
    assertThat(explanation.at("/best/terms")).isNotEmpty();
    assertThat(service.get(service.customerA, path).statusCode()).isEqualTo(403);
    service.call("DELETE", service.customerA, "/api/v1/jobs/" + id, "");
  }

  @Test
  void shouldEndATaskThatDoesNotWaitWhenThereIsNoRoom() {
    String body =
        "{\"gpus\":8,\"memory_mib\":1000,\"run_seconds\":1,\"members\":64,\"gpu_models\":[\"h100-sxm\"],\"wait\":false}";
    String id =
        service.json(service.post(service.customerA, "/api/v1/jobs", body)).path("id").asText();

    await().atMost(Duration.ofSeconds(14)).until(() -> state(id).equals("rejected"));

    assertThat(job(id).at("/reason/code").asText()).isNotEmpty();
    assertThat(job(id).at("/request/wait").asBoolean(true)).isFalse();
    assertThat(service.get(service.operator, "/api/v1/jobs/" + id + "/explanation").statusCode())
        .isEqualTo(200);
  }

  @Test
  void shouldReplayTheJournalAndGoOnWhenAReaderNamesAPlace() throws Exception {
    try (BufferedReader reader = events("0")) {
      assertThat(next(reader, "id: ")).isEqualTo("1");
      for (int seq = 2; seq < 5; seq++) {
        assertThat(next(reader, "id: ")).isEqualTo(Integer.toString(seq));
      }
    }
    String last =
        service.json(service.get(service.operator, "/api/v1/sites")).path("plan_sequence").asText();
    try (BufferedReader reader = events(last)) {
      service.call(
          "PUT",
          service.operator,
          "/api/v1/power-domains/tx-pdu-4/limit",
          "{\"limit_watts\":5000}");
      String type = next(reader, "event: ");
      while (!type.equals("input.limit-changed")) {
        type = next(reader, "event: ");
      }
      JsonNode data = ServiceFixture.JSON.readTree(next(reader, "data: "));
      assertThat(data.path("kind").asText()).isEqualTo("input");
      assertThat(data.at("/body/domain").asText()).isEqualTo("tx-pdu-4");
    }
  }

  @Test
  void shouldDescribeEveryMeterAndShowItFromTheFirstScrape() {
    String text = service.get("", "/metrics").body();

    for (String meter :
        new String[] {
          "wattpack_power_limit_watts",
          "wattpack_power_ceiling_watts",
          "wattpack_container_it_watts",
          "wattpack_container_cooling_watts",
          "wattpack_power_headroom_watts",
          "wattpack_power_breach_watts",
          "wattpack_gpus",
          "wattpack_nodes",
          "wattpack_placement_policy_info",
          "wattpack_miner_watts",
          "wattpack_pool_replicas",
          "wattpack_pool_lines_waiting",
          "wattpack_pool_tokens_waiting",
          "wattpack_replicas",
          "wattpack_jobs",
          "wattpack_job_pending",
          "wattpack_placements_total",
          "wattpack_evictions_total",
          "wattpack_plans_total",
          "wattpack_step_duration_seconds_count",
          "wattpack_plan_write_duration_seconds_count",
          "http_server_requests_seconds_count",
          "wattpack_batch_lines_total",
          "wattpack_tokens_total",
          "wattpack_energy_joules_total",
          "wattpack_leases_total",
          "wattpack_store_writes_total",
          "wattpack_store_commit_writes_count",
          "wattpack_build_info",
          "jvm_memory_used_bytes"
        }) {
      assertThat(text).containsPattern("(?m)^" + meter + "[{ ]");
    }
    text.lines()
        .filter(line -> line.startsWith("# TYPE "))
        .map(line -> line.split(" ")[2])
        .forEach(name -> assertThat(text).containsPattern("(?m)^# HELP " + name + " \\S"));
  }

  @Test
  void shouldServeThePageWithoutAKeyAndAllowItNothingForeign() {
    HttpResponse<String> page = service.get("", "/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-security-policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
    assertThat(page.body()).doesNotContain("http://", "https://", "style=", "onclick");
    for (String script : List.of("page", "parts", "caps", "events")) {
      HttpResponse<String> text = service.get("", "/" + script + ".js");
      assertThat(text.statusCode()).isEqualTo(200);
      assertThat(text.body()).doesNotContain("https://", "innerHTML", "eval(");
    }
  }

  @Test
  void shouldIssueAKeyThatOpensItsTenantsDoorOnly() {
    HttpResponse<String> made =
        service.post(
            service.operator, "/api/v1/keys", "{\"tenant\":\"customer-b\",\"name\":\"ci\"}");
    String key = service.json(made).path("key").asText();

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(service.get(key, "/v1/files").statusCode()).isEqualTo(200);
    assertThat(service.get(key, "/api/v1/sites").statusCode()).isEqualTo(403);
  }

  @Test
  void shouldAnswerAnEmbeddingWhenTheInteractivePoolIsReady() {
    String body = "{\"model\":\"all-minilm-l6-v2\",\"input\":\"watts\"}";
    await()
        .atMost(Duration.ofSeconds(14))
        .until(() -> service.post(service.customerA, "/v1/embeddings", body).statusCode() == 200);

    JsonNode answer = service.json(service.post(service.customerA, "/v1/embeddings", body));
    assertThat(answer.at("/data/0/embedding")).hasSize(384);
  }

  private static String submit(int seconds) {
    HttpResponse<String> made =
        service.post(service.customerA, "/api/v1/jobs", TASK.formatted(seconds));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return service.json(made).path("id").asText();
  }

  private static JsonNode job(String id) {
    return service.json(service.get(service.customerA, "/api/v1/jobs/" + id));
  }

  private static String state(String id) {
    return job(id).path("state").asText();
  }

  private static BufferedReader events(String after) throws IOException, InterruptedException {
    HttpRequest request =
        service.request(service.operator, "/api/v1/events").header("last-event-id", after).build();
    HttpResponse<InputStream> response = service.client.send(request, BodyHandlers.ofInputStream());
    assertThat(response.headers().firstValue("content-type").orElse(""))
        .startsWith("text/event-stream");
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  private static String next(BufferedReader reader, String prefix) throws IOException {
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.startsWith(prefix)) {
        return line.substring(prefix.length());
      }
    }
    throw new AssertionError("The stream ended before a line '%s'.".formatted(prefix));
  }
}
