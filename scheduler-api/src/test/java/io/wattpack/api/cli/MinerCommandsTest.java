package io.wattpack.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.wattpack.api.cli.Invocation.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The commands about miners against a service that answers as the operator routes do. */
class MinerCommandsTest {
  private static final String GROUP =
      """
      {"id":"asics","site":"north","power_domain":"mains","watts":4000,"joules_per_terahash":17.5,"steps":4,"steps_ordered":1,
       "steps_running":2,"watts_drawn_max":2000,"state":"stopping","actuator":"json-tcp","source":"measured",
       "operator_limit":{"limit_steps":1,"limit_watts":1000,"until":"2026-07-01T18:00:00Z"},
       "alarm":{"machines":["10.0.0.7:4028 (does not answer)"],"watts_drawn_max":1000},
       "held_by":{"code":"OPERATOR_LIMIT","message":"An operator lets 1 of its 4 steps run."}}""";

  private static final String FREE =
      """
      {"id":"others","site":"south","power_domain":"feed","watts":500,"joules_per_terahash":21.5,"steps":1,"steps_ordered":1,
       "steps_running":1,"watts_drawn_max":500,"state":"on","actuator":"virtual","source":"assumed","operator_limit":null,
       "alarm":null,"held_by":null}""";

  private final FakeService service = new FakeService();

  @AfterEach
  void close() {
    service.close();
  }

  private Invocation operator() {
    return Invocation.of(service);
  }

  @Test
  void shouldListMinerGroupsWithTheirStepsAndLimits() {
    service.on("GET /api/v1/miner-groups", 200, "{\"data\":[%s,%s]}".formatted(GROUP, FREE));

    assertThat(operator().run("miner", "list").out())
        .isEqualTo(
            """
            ID      SITE   DOMAIN  STATE     STEPS  ORDERED  RUNNING  DRAWN_MAX_W  WATTS  J_PER_TH  LIMIT_STEPS  UNTIL
            asics   north  mains   stopping      4        1        2         2000   4000      17.5            1  2026-07-01T18:00:00Z
            others  south  feed    on            1        1        1          500    500      21.5            -  -
            """);
    assertThat(operator().run("miner", "list", "--site", "south", "-o", "name").out())
        .isEqualTo("others\n");
  }

  @Test
  void shouldShowOneGroupAndWhatHoldsIt() throws JsonProcessingException {
    service
        .on("GET /api/v1/miner-groups/asics", 200, GROUP)
        .on("GET /api/v1/miner-groups/others", 200, FREE);

    assertThat(operator().run("miner", "get", "asics", "--no-headers").out())
        .endsWith(
            "2026-07-01T18:00:00Z  1  OPERATOR_LIMIT  An operator lets 1 of its 4 steps run.\n");
    assertThat(operator().run("miner", "get", "others", "--no-headers").out())
        .endsWith("  -  -  0  -  -\n");
    assertThat(Json.parse(operator().run("miner", "get", "asics", "-o", "json").out()))
        .isEqualTo(Json.parse(GROUP));
  }

  @Test
  void shouldLimitSeveralGroupsUntilATime() {
    service
        .on(
            "PUT /api/v1/miner-groups/asics/limit",
            202,
            "{\"input\":7,\"id\":\"asics\",\"limit_steps\":1,\"limit_watts\":1000,\"until\":\"2026-07-01T12:30:00Z\"}")
        .on(
            "PUT /api/v1/miner-groups/others/limit",
            202,
            "{\"input\":8,\"id\":\"others\",\"limit_steps\":1,\"limit_watts\":500,\"until\":\"2026-07-01T12:30:00Z\"}");

    Outcome outcome =
        operator()
            .run(
                "miner",
                "set",
                "asics",
                "others",
                "--steps",
                "1",
                "--until",
                "30m",
                "--no-headers");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .isEqualTo(
            "asics   1  1000  2026-07-01T12:30:00Z  7\nothers  1   500  2026-07-01T12:30:00Z  8\n");
    assertThat(service.lastAsked().body())
        .isEqualTo("{\"limit_steps\":1,\"until\":\"2026-07-01T12:30:00Z\"}");
  }

  @Test
  void shouldSayWattsInsteadOfStepsWhenAsked() {
    service.on("PUT /api/v1/miner-groups/asics/limit", 202, "{\"input\":7,\"id\":\"asics\"}");

    assertThat(operator().run("miner", "set", "asics", "--watts", "2500").exitCode()).isZero();

    assertThat(service.lastAsked().body()).isEqualTo("{\"limit_watts\":2500}");
  }

  @Test
  void shouldWithdrawALimitWhenAsked() {
    service.on("DELETE /api/v1/miner-groups/asics/limit", 202, "{\"input\":7,\"id\":\"asics\"}");

    Outcome outcome = operator().run("miner", "set", "asics", "--clear", "--no-headers");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).isEqualTo("asics  -  -  -  7\n");
  }

  @Test
  void shouldRefuseALimitThatIsSaidTwiceOrNotAtAll() {
    for (String[] wrong :
        new String[][] {
          {"miner", "set", "asics"},
          {"miner", "set", "asics", "--steps", "1", "--watts", "1"},
          {"miner", "set", "asics", "--steps", "1", "--clear"},
          {"miner", "set", "asics", "--steps", "1", "--until", "soon"},
          {"miner", "set", "--steps", "1"},
          {"miner", "get"}
        }) {
      assertThat(operator().run(wrong).exitCode()).as(String.join(" ", wrong)).isEqualTo(2);
    }
    assertThat(service.asked()).isEmpty();
  }

  @Test
  void shouldSayWhatTheServiceSaysWhenAGroupCannotBeSwitched() {
    service.on(
        "PUT /api/v1/miner-groups/firm/limit",
        409,
        "{\"status\":409,\"code\":\"miner_group_not_switchable\",\"detail\":\"Miner group 'firm' has the actuator none.\\nMaybe limit power domain 'mains'.\"}");

    Outcome outcome = operator().run("miner", "set", "firm", "--steps", "0");

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.err()).contains("firm", "Maybe limit power domain 'mains'");
  }

  @Test
  void shouldOfferItsVerbsInHelpAndCompletion() {
    assertThat(operator().run("miner", "--help").out()).contains("list", "get", "set");
    assertThat(operator().run("miner", "set", "--help").out())
        .contains("--steps", "--watts", "--clear", "--until");
    assertThat(operator().run("completion").out()).contains("miner", "--steps");
  }
}
