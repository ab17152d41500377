package io.wattpack.api.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattpack.api.config.ServiceConfig;
import io.wattpack.api.config.ServiceConfig.MinerMachines;
import io.wattpack.api.config.ServiceConfig.Miners;
import io.wattpack.api.site.miner.StandInMiner;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole service whose miners are stand-ins behind real sockets. */
class RealMinersTest {
  private static final int WATTS = 3_000;
  private static final long ALL_WATTS = 4L * WATTS;
  private static final long ASLEEP_WATTS_MAX = Miners.DEFAULT.asleepWattsMax();
  private static final String MAINS = "/api/v1/power-domains/mains";

  @TempDir private Path folder;

  private final List<StandInMiner> machines =
      Stream.generate(() -> StandInMiner.asleep(WATTS, 200)).limit(4).toList();

  @AfterEach
  void close() {
    machines.forEach(StandInMiner::close);
  }

  private static Fleet fleet() {
    SiteId north = new SiteId("north");
    PowerDomainId mains = new PowerDomainId("mains");
    return new Fleet(
        List.of(new Site(north, "North", SiteKind.VIRTUAL, "X", "US-TX", 0, 0)),
        List.of(
            new PowerDomain(
                mains,
                north,
                null,
                PowerDomainKind.INTERCONNECT,
                Watts.of(20_000),
                1_000,
                Watts.ZERO,
                Watts.ZERO,
                FigureSource.ASSUMED)),
        List.of(),
        List.of(),
        List.of(),
        List.of(
            new MinerGroup(
                new MinerGroupId("asics"),
                mains,
                Watts.of(ALL_WATTS),
                17_500,
                MinerActuator.JSON_TCP,
                500,
                500,
                0,
                FigureSource.ASSUMED)),
        List.of(),
        List.of(),
        List.of());
  }

  private ServiceConfig withMachines(ServiceConfig config) {
    List<String> addresses = machines.stream().map(StandInMiner::address).toList();
    return config.withMiners(
        new Miners(60, 64, 1_000, List.of(new MinerMachines("asics", addresses))));
  }

  @Test
  void shouldKeepTheCeilingUpUntilTheWattsOfALiarAreGone() {
    try (ServiceFixture service = ServiceFixture.start(folder, fleet(), this::withMachines)) {
      await().atMost(Duration.ofSeconds(10)).until(() -> state(service).equals("on"));
      assertThat(drawn()).isEqualTo(ALL_WATTS);
      machines.get(2).keepDrawing(true);

      service.call("PUT", service.operator, MAINS + "/limit", "{\"limit_watts\":0}");
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> metric(service).contains("wattpack_miner_stragglers{group=\"asics\"} 1"));

      assertThat(metric(service)).contains("wattpack_miner_straggling_watts{group=\"asics\"} 3000");
      assertThat(drawn()).isLessThanOrEqualTo(WATTS + 3 * ASLEEP_WATTS_MAX);
      assertThat(state(service)).isEqualTo("stopping");
      assertThat(ceiling(service)).isEqualTo(ALL_WATTS);
      assertThat(alarm(service).path("machines")).hasSize(1);
      assertThat(alarm(service).path("machines").path(0).asText())
          .startsWith(machines.get(2).address());
      assertThat(alarm(service).path("watts_drawn_max").asInt()).isEqualTo(WATTS);
      machines.get(2).keepDrawing(false);

      await().atMost(Duration.ofSeconds(10)).until(() -> isGoneTruly(service));
      await().until(() -> !metric(service).contains("wattpack_miner_stragglers{group=\"asics\"}"));
      assertThat(alarm(service).isNull()).isTrue();
    }
  }

  /** The ceiling first: what it no longer holds must not be drawn. */
  private boolean isGoneTruly(ServiceFixture service) {
    long ceiling = ceiling(service);
    if (ceiling < ALL_WATTS) {
      assertThat(drawn()).isLessThanOrEqualTo(4 * ASLEEP_WATTS_MAX);
    }
    return ceiling == 0;
  }

  @Test
  void shouldLeaveTheMachinesAloneWhenItStartsAgainAndTheyRunAsItKnows() {
    try (ServiceFixture service = ServiceFixture.start(folder, fleet(), this::withMachines)) {
      await().atMost(Duration.ofSeconds(10)).until(() -> state(service).equals("on"));
    }
    long orders = machines.stream().mapToLong(StandInMiner::orders).sum();
    List<Long> readings = machines.stream().map(StandInMiner::readings).toList();

    try (ServiceFixture service = ServiceFixture.start(folder, fleet(), this::withMachines)) {
      await()
          .untilAsserted(
              () ->
                  assertThat(machines)
                      .zipSatisfy(
                          readings,
                          (machine, before) ->
                              assertThat(machine.readings()).isGreaterThan(before)));

      assertThat(state(service)).isEqualTo("on");
      assertThat(machines.stream().mapToLong(StandInMiner::orders).sum()).isEqualTo(orders);
      assertThat(drawn()).isEqualTo(ALL_WATTS);
    }
  }

  @Test
  void shouldRefuseToStartWhenAGroupHasNoAddress() {
    assertThatThrownBy(() -> ServiceFixture.start(folder, fleet(), config -> config))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("asics")
        .hasMessageContaining("json-tcp")
        .hasMessageContaining("\nMaybe ");
  }

  @Test
  void shouldRefuseToStartWhenTheFleetAppliedLastHasAGroupWithoutAddress() {
    ServiceFixture.start(folder, fleet(), this::withMachines).close();
    ServiceConfig config =
        ServiceConfig.defaults(folder.resolve("data"))
            .withListen(new ServiceConfig.Listen("127.0.0.1", 0));

    assertThatThrownBy(() -> Service.start(config, null, List.of()))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("asics");
  }

  private long drawn() {
    return machines.stream().mapToLong(StandInMiner::watts).sum();
  }

  private static String state(ServiceFixture service) {
    JsonNode groups = service.json(service.get(service.operator, "/api/v1/miner-groups"));
    return groups.at("/data/0/state").asText();
  }

  private static JsonNode alarm(ServiceFixture service) {
    return service.json(service.get(service.operator, "/api/v1/miner-groups/asics")).path("alarm");
  }

  private static long ceiling(ServiceFixture service) {
    return service.json(service.get(service.operator, MAINS)).path("ceiling_watts").asLong(-1);
  }

  private static String metric(ServiceFixture service) {
    return service.get("", "/metrics").body();
  }
}
