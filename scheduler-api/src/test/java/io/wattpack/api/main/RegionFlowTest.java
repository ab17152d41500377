package io.wattpack.api.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of targets for the fleet and for a price zone, over real HTTP. */
class RegionFlowTest {
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
  void shouldHoldATargetForTheFleetAndForAPriceZone() {
    String events = "/api/v1/power-events";
    JsonNode before = service.json(service.get(service.operator, "/api/v1/power-domains/fleet"));
    long target = before.path("hardware_watts").asLong() - 1_000;
    assertThat(before.path("cap_watts")).isEqualTo(before.path("hardware_watts"));
    String zone = firstRegion();
    service.call("POST", service.operator, events, asks("all", "fleet", target));
    service.call("POST", service.operator, events, asks("some", zone, target));
    await()
        .until(
            () ->
                service.stateOfEvent("all").equals("holding")
                    && service.stateOfEvent("some").equals("holding"));

    JsonNode fleet = service.json(service.get(service.operator, "/api/v1/power-domains/fleet"));
    assertThat(fleet.path("kind").asText()).isEqualTo("fleet");
    assertThat(fleet.path("cap_watts").asLong()).isEqualTo(target);
    assertThat(fleet.path("binding_limit").asText()).isEqualTo("grid");
    JsonNode event = service.json(service.get(service.operator, events + "/all"));
    assertThat(event.path("domain").asText()).isEqualTo("fleet");
    assertThat(event.path("commanded_watts").asLong()).isEqualTo(target);
    assertThat(event.path("ceiling_watts")).isEqualTo(fleet.path("ceiling_watts"));
    assertThat(service.get(service.operator, "/metrics").body())
        .contains("wattpack_region_power_limit_watts{region=\"fleet\"}");

    service.call("DELETE", service.operator, events + "/all", "");
    service.call("DELETE", service.operator, events + "/some", "");
    await()
        .until(
            () -> service.stateOfEvent("all").isEmpty() && service.stateOfEvent("some").isEmpty());
    assertThat(
            service
                .call("POST", service.operator, events, asks("none", "zone:nowhere", target))
                .statusCode())
        .isEqualTo(404);
  }

  private static String firstRegion() {
    JsonNode power = service.json(service.get(service.operator, "/api/v1/power"));
    return power.at("/regions/0/id").asText();
  }

  private static String asks(String id, String domain, long watts) {
    return "{\"id\":\"%s\",\"domain\":\"%s\",\"target_watts\":%d}".formatted(id, domain, watts);
  }
}
