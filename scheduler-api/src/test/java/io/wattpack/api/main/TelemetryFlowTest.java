package io.wattpack.api.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattpack.api.config.ServiceConfig;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What meters and GPUs of a site read goes in, and is shown. */
class TelemetryFlowTest {
  private static final String NODE = "on-s-1";

  private ServiceFixture service;

  @BeforeEach
  void start(@TempDir Path folder) {
    service =
        ServiceFixture.start(
            folder, config -> config.withTelemetry(new ServiceConfig.Telemetry(60, 0)));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void shouldShowWhatAMeterReadAndThatItIsNoMore() {
    String path = "/api/v1/sites/ontario/telemetry";
    String at = Instant.now().minusSeconds(5).truncatedTo(ChronoUnit.SECONDS).toString();
    String report =
        "{\"source\":\"bmc\",\"sampled_at\":\"%s\",\"meters\":[{\"power_domain\":\"on-pdu-2\",\"watts\":1234}],\"gpus\":[{\"gpu\":\"%s:1\",\"watts\":61,\"busy_permille\":250,\"temperature_millicelsius\":41500}]}"
            .formatted(at, NODE);
    HttpResponse<String> answer = service.call("PUT", service.operator, path, report);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(service.json(answer).path("meters").asInt()).isEqualTo(1);
    await().until(() -> domain("on-pdu-2").path("meter").isObject());

    JsonNode meter = domain("on-pdu-2").path("meter");
    assertThat(meter.path("metered_watts").asLong()).isEqualTo(1234);
    assertThat(meter.path("source").asText()).isEqualTo("bmc");
    assertThat(meter.path("sampled_at").asText()).isEqualTo(at);
    assertThat(meter.path("age_seconds").asLong()).isBetween(5L, 60L);
    assertThat(meter.path("stale").asBoolean()).isFalse();
    assertThat(domain("on-pdu-2").path("unexplained_watts").asLong()).isZero();
    JsonNode gpu = readings(NODE).get(0);
    assertThat(gpu.path("slot").asInt()).isEqualTo(1);
    assertThat(gpu.path("watts").asInt()).isEqualTo(61);
    assertThat(gpu.path("busy_permille").asInt()).isEqualTo(250);
    assertThat(gpu.path("temperature_millicelsius").asInt()).isEqualTo(41_500);
    String figures = service.get("", "/metrics").body();
    assertThat(figures)
        .contains("wattpack_power_unexplained_watts{")
        .containsPattern(
            "wattpack_power_metered_watts\\{domain=\"on-pdu-2\",level=\"container-pdu\",site=\"ontario\",source=\"bmc\"} 1234\\.0")
        .containsPattern("wattpack_gpu_busy_ratio\\{.*site=\"ontario\"} 0\\.25");

    String gone =
        "{\"source\":\"bmc\",\"meters\":[{\"power_domain\":\"on-pdu-2\",\"watts\":null}]}";
    assertThat(service.call("PUT", service.operator, path, gone).statusCode()).isEqualTo(202);

    await().until(() -> domain("on-pdu-2").path("meter").isNull());
  }

  @Test
  void shouldReportAPowerEventWhileItHoldsAndWhenItWasTakenBack() {
    String events = "/api/v1/power-events";
    report("on-pdu-2", 900);
    await().until(() -> domain("on-pdu-2").path("meter").isObject());
    String body = "{\"id\":\"dr-7\",\"domain\":\"on-pdu-2\",\"target_watts\":500}";
    assertThat(service.post(service.operator, events, body).statusCode()).isEqualTo(202);
    await().until(() -> intervals("dr-7").size() > 0);
    report("on-pdu-2", 400);
    await().until(() -> domain("on-pdu-2").path("meter").path("metered_watts").asLong() == 400);

    JsonNode first = intervals("dr-7").get(0);
    assertThat(first.path("commanded_watts").asLong()).isEqualTo(500);
    assertThat(first.path("held").asBoolean()).isTrue();
    assertThat(first.path("planned_watts").isNumber()).isTrue();
    assertThat(first.path("metered_watts").asLong()).isBetween(400L, 900L);
    assertThat(event("dr-7").path("report").path("baseline_watts").asLong()).isEqualTo(900);

    service.call("DELETE", service.operator, events + "/dr-7", "");

    await().until(() -> event("dr-7").path("state").asText().equals("ended"));
    assertThat(event("dr-7").path("report").path("withdrawn").asBoolean()).isTrue();
    assertThat(intervals("dr-7").size()).isPositive();
    assertThat(service.get(service.operator, events + "/nowhere").statusCode()).isEqualTo(404);
  }

  private void report(String domain, long watts) {
    String body =
        "{\"source\":\"meter\",\"meters\":[{\"power_domain\":\"%s\",\"watts\":%d}]}"
            .formatted(domain, watts);
    assertThat(
            service
                .call("PUT", service.operator, "/api/v1/sites/ontario/telemetry", body)
                .statusCode())
        .isEqualTo(202);
  }

  private JsonNode event(String id) {
    return service.json(service.get(service.operator, "/api/v1/power-events/" + id));
  }

  private JsonNode intervals(String id) {
    return event(id).path("report").path("intervals");
  }

  private JsonNode domain(String id) {
    return service.json(service.get(service.operator, "/api/v1/power-domains/" + id));
  }

  private JsonNode readings(String node) {
    for (JsonNode each :
        service.json(service.get(service.operator, "/api/v1/nodes")).path("data")) {
      if (each.path("id").asText().equals(node)) {
        return each.path("gpu_readings");
      }
    }
    throw new AssertionError("No node %s is listed.".formatted(node));
  }
}
