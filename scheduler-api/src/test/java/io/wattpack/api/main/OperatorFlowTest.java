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
          "wattpack_power_headroom_watts",
          "wattpack_power_breach_watts",
          "wattpack_gpus",
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
    assertThat(service.get("", "/page.js").body()).doesNotContain("https://", "innerHTML", "eval(");
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
