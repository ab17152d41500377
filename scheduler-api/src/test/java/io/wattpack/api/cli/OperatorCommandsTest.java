package io.wattpack.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.cli.Invocation.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operator's commands against a service that answers as the operator routes do. */
class OperatorCommandsTest {
  private static final String JOB =
      """
      {"id":"job_1","kind":"task","tenant":"lab","state":"waiting","tier":"standard","submitted_at":"2026-07-01T11:58:30Z",
       "request":{"gpus":8},"waiting":{"code":"POWER_LIMITED","message":"Too few watts.","domain":"north-feed",
       "asked":5600,"free_watts":1200,"limit_watts":40000}}""";

  private final FakeService service = new FakeService();

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void shouldShowTheTreeWithIndentsWhenAskedForPower() {
    service.on(
        "GET /api/v1/power",
        200,
        """
        {"data":[{"id":"north","depth":0,"kind":"interconnect","rating_watts":90000,"operator_limit":null,"binding_limit":"continuous","cap_watts":90000,
                  "ceiling_watts":1200,"meter":{"metered_watts":1100,"stale":true},"unexplained_watts":0,"headroom_watts":88800,"breach_watts":0},
                 {"id":"north-t1","depth":1,"kind":"transformer","rating_watts":500,
                  "operator_limit":{"limit_watts":0,"until":null},"binding_limit":"operator","cap_watts":0,"ceiling_watts":700,
                  "unexplained_watts":20,"headroom_watts":-700,"breach_watts":700}]}""");

    assertThat(operator().run("power", "get").out())
        .isEqualTo(
            """
            DOMAIN      KIND          RATING_W  LIMIT_W  UNTIL  BINDS       CAP_W  CEILING_W  METERED_W     UNEXPLAINED_W  HEADROOM_W  BREACH_W
            north       interconnect     90000        -  -      continuous  90000       1200  1100 (stale)              0       88800         0
              north-t1  transformer        500        0  -      operator        0        700  -                        20        -700       700
            """);
  }

  @Test
  void shouldTellTheWeatherInThousandthsOfADegree() {
    service.on(
        "PUT /api/v1/sites/north/weather",
        202,
        "{\"input\":7,\"site\":\"north\",\"mean_24h_millicelsius\":33800,\"present_millicelsius\":36100}");

    Outcome outcome =
        operator()
            .run(
                "site",
                "weather",
                "north",
                "--mean-celsius",
                "33.8",
                "--present-celsius",
                "36.1",
                "--no-headers");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).isEqualTo("north  33800  36100  7\n");
    assertThat(service.lastAsked().body())
        .isEqualTo("{\"mean_24h_millicelsius\":33800,\"present_millicelsius\":36100}");
  }

  @Test
  void shouldLeaveThePresentTemperatureOutUnlessTold() {
    service.on("PUT /api/v1/sites/north/weather", 202, "{\"input\":7,\"site\":\"north\"}");

    operator().run("site", "weather", "north", "--mean-celsius", "33.8");

    assertThat(service.lastAsked().body()).isEqualTo("{\"mean_24h_millicelsius\":33800}");
  }

  @Test
  void shouldTellWhatMetersReadAndWhichIsGone() {
    service.on(
        "PUT /api/v1/sites/north/telemetry",
        202,
        "{\"input\":7,\"site\":\"north\",\"source\":\"bmc\",\"sampled_at\":\"2026-07-01T12:00:00Z\",\"meters\":2,\"gpus\":0}");

    Outcome outcome =
        operator()
            .run(
                "site",
                "telemetry",
                "north",
                "--meter",
                "feeder-a=41250",
                "--meter",
                "feeder-b=none",
                "--source",
                "bmc",
                "--sampled-at",
                "2026-07-01T12:00:00Z",
                "--no-headers");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).isEqualTo("north  bmc  2026-07-01T12:00:00Z  2  7\n");
    assertThat(service.lastAsked().body())
        .isEqualTo(
            "{\"source\":\"bmc\",\"sampled_at\":\"2026-07-01T12:00:00Z\",\"meters\":["
                + "{\"power_domain\":\"feeder-a\",\"watts\":41250},{\"power_domain\":\"feeder-b\",\"watts\":null}]}");
  }

  @Test
  void shouldRefuseAReadingThatIsNone() {
    Outcome outcome = operator().run("site", "telemetry", "north", "--meter", "feeder-a:41kW");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("feeder-a:41kW", "DOMAIN=WATTS");
  }

  @Test
  void shouldListGpuContainersWithTheirCooling() {
    service.on(
        "GET /api/v1/sites",
        200,
        """
        {"data":[{"id":"north","gpu_containers":[
          {"id":"c1","power_domain":"pdu-1","it_watts":8000,"cooling_watts":1680,"pue_permille":1210,"heat_capacity_watts":60000},
          {"id":"c2","power_domain":"pdu-2","it_watts":500,"cooling_watts":0,"pue_permille":null,"heat_capacity_watts":null}]}]}""");

    Outcome outcome = operator().run("container", "list");

    assertThat(outcome.out())
        .isEqualTo(
            """
            ID  SITE   DOMAIN  IT_W  COOLING_W  PUE_PERMILLE  HEAT_CAPACITY_W
            c1  north  pdu-1   8000       1680          1210            60000
            c2  north  pdu-2    500          0             -                -
            """);
  }

  @Test
  void shouldShowTheCapsKnownInAdvance() {
    service.on(
        "GET /api/v1/power",
        200,
        """
        {"data":[{"id":"north","future_steps":[{"at":"2026-07-01T18:00:00Z","cap_watts":500,"binding_limit":"grid",
          "firm_watts":400,"drain_watts":100,"drain_from":"2026-07-01T17:59:00Z"}]},
                 {"id":"south","future_steps":[]}]}""");

    Outcome outcome = operator().run("power", "schedule", "--no-headers");

    assertThat(outcome.out())
        .isEqualTo("north  2026-07-01T18:00:00Z  500  grid  400  100  2026-07-01T17:59:00Z\n");
  }

  @Test
  void shouldShowTheFleetBehindThePowerTree() {
    service.on(
        "GET /api/v1/power",
        200,
        """
        {"data":[{"id":"north","depth":0,"kind":"interconnect","future_steps":[]}],
         "regions":[{"id":"fleet","kind":"fleet","cap_watts":900,"ceiling_watts":700,
          "future_steps":[{"at":"2026-07-01T18:00:00Z","cap_watts":500,"binding_limit":"grid",
           "firm_watts":400,"drain_watts":100,"drain_from":"2026-07-01T17:59:00Z"}]}]}""");

    assertThat(operator().run("power", "get", "--no-headers").out())
        .containsSubsequence("north", "interconnect", "fleet", "900", "700");
    assertThat(operator().run("power", "schedule", "--no-headers").out())
        .isEqualTo("fleet  2026-07-01T18:00:00Z  500  grid  400  100  2026-07-01T17:59:00Z\n");
  }

  @Test
  void shouldPostAPowerEventWithTimesFromNow() {
    service.on(
        "POST /api/v1/power-events",
        202,
        """
        {"input":7,"id":"ev-1","domain":"north","kind":"target","target_watts":500,
         "start":"2026-07-01T12:30:00Z","ramp_seconds":60,"end":"2026-07-01T14:00:00Z"}""");

    Outcome outcome =
        operator()
            .run(
                "power",
                "event",
                "post",
                "north",
                "--watts",
                "500",
                "--kind",
                "target",
                "--start",
                "30m",
                "--ramp-seconds",
                "60",
                "--end",
                "2h",
                "--no-headers");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .isEqualTo("ev-1  north  target  500  2026-07-01T12:30:00Z  60  2026-07-01T14:00:00Z\n");
    assertThat(service.lastAsked().body())
        .isEqualTo(
            "{\"domain\":\"north\",\"target_watts\":500,\"kind\":\"target\",\"start\":\"2026-07-01T12:30:00Z\","
                + "\"ramp_seconds\":60,\"end\":\"2026-07-01T14:00:00Z\"}");
  }

  @Test
  void shouldListAndWithdrawPowerEvents() {
    service
        .on(
            "GET /api/v1/power-events",
            200,
            "{\"data\":[{\"id\":\"ev-1\",\"state\":\"holding\",\"commanded_watts\":500,\"ceiling_watts\":480}]}")
        .on("DELETE /api/v1/power-events/ev-1", 202, "{\"input\":8,\"id\":\"ev-1\"}");

    assertThat(operator().run("power", "event", "list").out()).contains("holding", "500", "480");
    assertThat(operator().run("power", "event", "cancel", "ev-1").exitCode()).isZero();
  }

  @Test
  void shouldSumUpWhatCameOfAPowerEvent() {
    service.on(
        "GET /api/v1/power-events/ev-1",
        200,
        """
        {"id":"ev-1","domain":"north","state":"ended","target_watts":500,"start":"2026-07-01T12:00:00Z","ramp_seconds":60,
         "end":"2026-07-01T14:00:00Z","report":{"recorded_to":"2026-07-01T14:01:00Z","baseline_watts":900,"baseline_seconds":590,
         "totals":{"commanded_away_watt_hours":800,"delivered_watt_hours":820,"over_delivered_watt_hours":null,
         "short_watt_hours":0,"seconds_above_limit":0,"seconds_until_met":70,"seconds_not_metered":5},"intervals":[]}}""");

    assertThat(operator().run("power", "event", "get", "ev-1").out())
        .isEqualTo(
            """
            ev-1 at north: ended, at most 500 W from 2026-07-01T12:00:00Z in 60 s until 2026-07-01T14:00:00Z
            Recorded to        2026-07-01T14:01:00Z
            Baseline           900 W, from 590 s of readings
            Commanded away     800 Wh
            Delivered          820 Wh
            Over-delivered     not known
            Short              0 Wh
            Above the limit    0 s
            Met after          70 s
            Not metered        5 s
            """);
    assertThat(operator().run("power", "event", "get", "ev-1", "-o", "json").out())
        .contains("\"intervals\"");
  }

  @Test
  void shouldLimitSeveralDomainsUntilATimeWhenAsked() {
    service
        .on(
            "PUT /api/v1/power-domains/north/limit",
            202,
            "{\"input\":7,\"domain\":\"north\",\"limit_watts\":0}")
        .on(
            "PUT /api/v1/power-domains/south/limit",
            202,
            "{\"input\":8,\"domain\":\"south\",\"limit_watts\":0}");

    Outcome outcome =
        operator()
            .run(
                "power",
                "limit",
                "north",
                "south",
                "--watts",
                "0",
                "--until",
                "30m",
                "--no-headers");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).isEqualTo("north  0  -  7\nsouth  0  -  8\n");
    assertThat(service.lastAsked().body())
        .isEqualTo("{\"limit_watts\":0,\"until\":\"2026-07-01T12:30:00Z\"}");
  }

  @Test
  void shouldClearALimitWhenAsked() {
    service.on(
        "DELETE /api/v1/power-domains/north/limit", 202, "{\"input\":7,\"domain\":\"north\"}");

    assertThat(operator().run("power", "limit", "north", "--clear").exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"soon", "30x", "2026-13-01T00:00:00Z", "''"})
  void shouldRefuseAnEndThatIsNoTime(String until) {
    Outcome outcome = operator().run("power", "limit", "north", "--watts", "1", "--until", until);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("--until").contains("Maybe");
    assertThat(service.asked()).isEmpty();
  }

  @Test
  void shouldRefuseALimitThatIsBothOrNeither() {
    assertThat(operator().run("power", "limit", "a", "--watts", "1", "--clear").exitCode())
        .isEqualTo(2);
    assertThat(operator().run("power", "limit", "a").exitCode()).isEqualTo(2);
  }

  @Test
  void shouldSendOnlyWhatWasSaidWhenCreatingAJob() {
    service.on("POST /api/v1/jobs", 201, JOB);

    Outcome outcome =
        operator()
            .run(
                "job",
                "create",
                "--gpus",
                "8",
                "--run-seconds",
                "60",
                "--tenant",
                "lab",
                "--gpu-model",
                "a",
                "--gpu-model",
                "b");

    assertThat(outcome.exitCode()).isZero();
    assertThat(service.lastAsked().body())
        .isEqualTo(
            """
            {"kind":"task","gpus":8,"memory_mib":1024,"tier":"standard","run_seconds":60,"tenant":"lab","gpu_models":["a","b"]}""");
    assertThat(outcome.out()).contains("job_1", "waiting", "POWER_LIMITED", "1m30s");
  }

  @ParameterizedTest
  @CsvSource({"job explain", "why"})
  void shouldSayWhatIsMissingWhenAskedWhyAJobWaits(String command) {
    service.on("GET /api/v1/jobs/job_1", 200, JOB);

    assertThat(operator().run((command + " job_1").split(" ")).out())
        .isEqualTo(
            """
            job_1 is waiting: Too few watts.
              code     POWER_LIMITED
              domain   north-feed
              asked    5600 W
              free     1200 W
              limit    40000 W
            Maybe run `wattpack power get north-feed`, then raise its limit or `wattpack power limit north-feed --clear`.
            """);
  }

  @Test
  void shouldAskAsTheCustomerWhenABatchIsToBeExplained() {
    service.on(
        "GET /v1/batches/batch_1",
        200,
        "{\"status\":\"in_progress\",\"x_wattpack\":{\"why_waiting\":null}}");

    assertThat(operator().run("why", "batch_1").out())
        .isEqualTo("batch_1 is in_progress; nothing holds it back.\n");
    assertThat(service.asked().getFirst().authorization()).isEqualTo("Bearer wp_live_customer");
  }

  @Test
  void shouldFollowThePagesWhenListingJobs() {
    service
        .on(
            "GET /api/v1/jobs?limit=20",
            200,
            "{\"data\":[{\"id\":\"job_2\"}],\"next_page_token\":\"t/1\"}")
        .on("GET /api/v1/jobs?limit=19&page_token=t%2F1", 200, "{\"data\":[{\"id\":\"job_1\"}]}");

    assertThat(operator().run("job", "list", "--no-headers").out()).contains("job_2", "job_1");
  }

  @Test
  void shouldPrintOnlyTheKeyWhenIssuingOne() {
    service.on(
        "POST /api/v1/keys", 201, "{\"id\":\"k1\",\"key\":\"wp_live_k1_s_c\",\"tenant\":\"lab\"}");

    Outcome outcome = operator().run("key", "create", "--tenant", "lab");

    assertThat(outcome.out()).isEqualTo("wp_live_k1_s_c\n");
    assertThat(outcome.err()).contains("Key k1 of tenant lab");
  }

  @Test
  void shouldPrintWhatTheServiceSaysWhenAskedForJson() {
    service.on(
        "GET /api/v1/sites",
        200,
        "{\"data\":[{\"id\":\"north\",\"cap_watts\":5}],\"plan_sequence\":3}");

    assertThat(operator().run("site", "list", "-o", "json").out())
        .isEqualTo("[ {\n  \"id\" : \"north\",\n  \"cap_watts\" : 5\n} ]\n");
  }

  @Test
  void shouldListEveryMistakeWhenAFleetIsInvalid() {
    service.on(
        "PUT /api/v1/fleet?dry_run=true",
        422,
        """
        {"title":"Invalid fleet","detail":"The fleet has 2 mistakes.","code":"invalid_fleet","errors":[
          {"path":"sites[0].id","value":"a b","rule":"must not hold white space.","hint":"Maybe write a-b."},
          {"path":"sites[1]","value":null,"rule":"is empty."}]}""");

    Outcome outcome = operator().run("fleet", "apply", "pom.xml");

    assertThat(outcome.exitCode()).isEqualTo(6);
    assertThat(outcome.err())
        .contains("The fleet has 2 mistakes. (422 invalid_fleet)")
        .contains("\n  sites[0].id 'a b' must not hold white space. Maybe write a-b.")
        .contains("\n  sites[1] is empty.");
  }

  private Invocation operator() {
    return Invocation.of(service);
  }
}
