package io.wattpack.api.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.MinerActuator;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.SiteKind;
import io.wattpack.core.units.Watts;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of miner groups and lets them run, over real HTTP. */
class MinerLimitFlowTest {
  private static final PowerDomainId MAINS = new PowerDomainId("mains");
  private static final String MAINS_LIMIT = "/api/v1/power-domains/mains/limit";

  @TempDir private static Path folder;
  private static ServiceFixture service;

  @BeforeAll
  static void start() {
    service = ServiceFixture.start(folder, fleet(), config -> config);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @AfterEach
  void clear() {
    service.call("DELETE", service.operator, limitOf("stepped"), "");
    service.call("DELETE", service.operator, MAINS_LIMIT, "");
    await().until(() -> group("stepped").path("steps_running").asInt() == 4);
  }

  private static Fleet fleet() {
    SiteId north = new SiteId("north");
    PowerDomain mains =
        new PowerDomain(
            MAINS,
            north,
            null,
            PowerDomainKind.INTERCONNECT,
            Watts.of(20_000),
            1_000,
            Watts.ZERO,
            Watts.ZERO,
            FigureSource.ASSUMED);
    return new Fleet(
        List.of(new Site(north, "North", SiteKind.VIRTUAL, "X", "US-TX", 0, 0)),
        List.of(mains),
        List.of(),
        List.of(),
        List.of(),
        List.of(
            miners("stepped", 4, MinerActuator.VIRTUAL, 0),
            miners("resting", 4, MinerActuator.VIRTUAL, 3_600_000),
            miners("firm", 1, MinerActuator.NONE, 0)),
        List.of(),
        List.of(),
        List.of());
  }

  private static MinerGroup miners(String id, int steps, MinerActuator actuator, long offMin) {
    return new MinerGroup(
        new MinerGroupId(id),
        MAINS,
        Watts.of(4_000),
        steps,
        17_500,
        actuator,
        20,
        30,
        offMin,
        0,
        250,
        FigureSource.ASSUMED);
  }

  private static String pathOf(String group) {
    return "/api/v1/miner-groups/" + group;
  }

  private static String limitOf(String group) {
    return pathOf(group) + "/limit";
  }

  private static JsonNode group(String id) {
    return service.json(service.get(service.operator, pathOf(id)));
  }

  private static HttpResponse<String> limit(String group, String body) {
    return put(limitOf(group), body);
  }

  private static HttpResponse<String> put(String path, String body) {
    return service.call("PUT", service.operator, path, body);
  }

  @Test
  void shouldShowAllThatIsKnownOfAGroup() {
    JsonNode group = group("stepped");

    assertThat(group.path("steps").asInt()).isEqualTo(4);
    assertThat(group.path("watts_per_step_max").asInt()).isEqualTo(1_000);
    assertThat(group.path("joules_per_terahash").asDouble()).isEqualTo(17.5);
    assertThat(group.path("off_millis").asInt()).isEqualTo(20);
    assertThat(group.path("on_millis").asInt()).isEqualTo(30);
    assertThat(group.path("wear_micros_per_kilowatt").asInt()).isEqualTo(250);
    assertThat(group.path("actuator").asText()).isEqualTo("virtual");
    assertThat(group.path("alarm").isNull()).isTrue();
    assertThat(group("firm").path("held_by").isNull()).isTrue();
  }

  @Test
  void shouldRunNoMoreStepsThanAnOperatorLetsRunUntilThatIsWithdrawn() {
    String body = "{\"limit_steps\":1,\"until\":\"2099-01-01T00:00:00Z\"}";
    assertThat(limit("stepped", body).statusCode()).isEqualTo(202);
    await().until(() -> group("stepped").path("steps_drawn_max").asInt() == 1);

    JsonNode group = group("stepped");
    assertThat(group.at("/operator_limit/limit_steps").asInt()).isEqualTo(1);
    assertThat(group.at("/operator_limit/limit_watts").asInt()).isEqualTo(1_000);
    assertThat(group.at("/operator_limit/until").asText()).isEqualTo("2099-01-01T00:00:00Z");
    assertThat(group.at("/held_by/code").asText()).isEqualTo("OPERATOR_LIMIT");
    assertThat(group.at("/held_by/message").asText())
        .isEqualTo("An operator lets 1 of its 4 steps run until 2099-01-01T00:00:00Z.");
    assertThat(limit("stepped", body).statusCode()).isEqualTo(202);
    assertThat(group("stepped").path("operator_limit")).isEqualTo(group.path("operator_limit"));

    assertThat(service.call("DELETE", service.operator, limitOf("stepped"), "").statusCode())
        .isEqualTo(202);

    await().until(() -> group("stepped").path("steps_running").asInt() == 4);
    assertThat(group("stepped").path("operator_limit").isNull()).isTrue();
    assertThat(group("stepped").path("held_by").isNull()).isTrue();
  }

  @Test
  void shouldTakeTheLimitAsAMemberOfTheGroupToo() {
    HttpResponse<String> set = put(pathOf("stepped"), "{\"operator_limit\":{\"limit_steps\":3}}");
    assertThat(set.statusCode()).isEqualTo(202);
    await().until(() -> group("stepped").path("steps_drawn_max").asInt() == 3);

    assertThat(put(pathOf("stepped"), "{\"operator_limit\":null}").statusCode()).isEqualTo(202);
    await().until(() -> group("stepped").path("operator_limit").isNull());

    assertThat(put(pathOf("stepped"), "{}").statusCode()).isEqualTo(400);
    assertThat(put(pathOf("stepped"), "{\"watts\":1}").statusCode()).isEqualTo(400);
    assertThat(put(pathOf("firm"), "{\"operator_limit\":null}").statusCode()).isEqualTo(409);
  }

  @Test
  void shouldTakeAsManyStepsAsFitIntoTheWattsTold() {
    JsonNode answer = service.json(limit("stepped", "{\"limit_watts\":2999}"));

    assertThat(answer.path("limit_steps").asInt()).isEqualTo(2);
    assertThat(answer.path("limit_watts").asInt()).isEqualTo(2_000);
    await().until(() -> group("stepped").path("watts_drawn_max").asInt() == 2_000);
    JsonNode list = service.json(service.get(service.operator, "/api/v1/miner-groups"));
    assertThat(list.path("data"))
        .filteredOn(each -> each.path("id").asText().equals("stepped"))
        .extracting(each -> each.at("/operator_limit/limit_steps").asInt())
        .containsExactly(2);
  }

  @Test
  void shouldNameTheDomainThatLacksTheWattsForAnotherStep() {
    service.call("PUT", service.operator, MAINS_LIMIT, "{\"limit_watts\":9500}");

    await().until(() -> group("stepped").at("/held_by/code").asText().equals("POWER_LIMITED"));

    JsonNode held = group("stepped").path("held_by");
    assertThat(held.path("domain").asText()).isEqualTo("mains");
    assertThat(held.path("binding_limit").asText()).isEqualTo("operator");
    assertThat(held.path("asked").asInt()).isEqualTo(1_000);
    assertThat(held.path("free_watts").asInt()).isLessThan(1_000);
  }

  @Test
  void shouldTellUntilWhenAGroupMustStayOff() {
    limit("resting", "{\"limit_steps\":3}");
    await().until(() -> group("resting").path("steps_drawn_max").asInt() == 3);
    service.call("DELETE", service.operator, limitOf("resting"), "");

    await().until(() -> group("resting").at("/held_by/code").asText().equals("LEAST_TIME_OFF"));

    assertThat(group("resting").at("/held_by/until").asText()).isNotEmpty();
  }

  @Test
  void shouldSayWhatToDoWhenThereIsNoSuchGroupOrNothingCanSwitchIt() {
    HttpResponse<String> unknown = service.get(service.operator, pathOf("nobody"));
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("miner_group_not_found", "nobody", "\\nMaybe ");

    HttpResponse<String> firm = limit("firm", "{\"limit_steps\":0}");
    assertThat(firm.statusCode()).isEqualTo(409);
    assertThat(firm.body())
        .contains("miner_group_not_switchable", "firm", "4000 W", "\\nMaybe limit", "mains");

    HttpResponse<String> many = limit("stepped", "{\"limit_steps\":5}");
    assertThat(many.statusCode()).isEqualTo(400);
    assertThat(many.body()).contains("'limit_steps' must be from 0 to 4, but was 5.");
  }

  @Test
  void shouldBeAnOperatorsDoorOnly() {
    assertThat(service.get(service.customerA, pathOf("stepped")).statusCode()).isEqualTo(403);
    assertThat(
            service
                .call("PUT", service.customerA, limitOf("stepped"), "{\"limit_steps\":0}")
                .statusCode())
        .isEqualTo(403);
  }
}
