package io.wattpack.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.cli.Invocation.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceCommandsTest {
  private final FakeService service = new FakeService();

  @AfterEach
  void close() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource({
    "site, sites, north",
    "container, gpu-containers, box",
    "node, nodes, n-1",
    "gpu, gpus, n-1:3",
  })
  void shouldDrainEveryKindOfPlaceForATime(String noun, String route, String id) {
    String path = "PUT /api/v1/%s/%s/closure".formatted(route, id.replace(":", "%3A"));
    service.on(path, 202, "{\"input\":7,\"id\":\"%s\",\"closure\":\"drained\"}".formatted(id));

    Outcome outcome = operator().run(noun, "drain", id, "--for", "30m", "--no-headers");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEqualTo("%s  drained  -  7\n".formatted(id));
    assertThat(service.lastAsked().body())
        .isEqualTo("{\"closure\":\"drained\",\"until\":\"2026-07-01T12:30:00Z\"}");
  }

  @Test
  void shouldCordonAndUncordonSeveral() {
    service
        .on("PUT /api/v1/nodes/a/closure", 202, "{\"input\":7,\"id\":\"a\",\"closure\":\"open\"}")
        .on("PUT /api/v1/nodes/b/closure", 202, "{\"input\":8,\"id\":\"b\",\"closure\":\"open\"}");

    assertThat(operator().run("node", "cordon", "a", "b").exitCode()).isZero();
    assertThat(service.lastAsked().body()).isEqualTo("{\"closure\":\"cordoned\"}");
    assertThat(operator().run("node", "uncordon", "a", "b", "-o", "name").out())
        .isEqualTo("a\nb\n");
    assertThat(service.lastAsked().body()).isEqualTo("{\"closure\":\"open\"}");
  }

  @Test
  void shouldRefuseTwoEndsAndWhatIsNone() {
    assertThat(operator().run("node", "drain", "a", "--for", "1h", "--until", "2h").exitCode())
        .isEqualTo(2);
    Outcome outcome = operator().run("node", "drain", "a", "--for", "soon");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("--for", "Maybe", "wattpack node drain --help");
    assertThat(service.asked()).isEmpty();
  }

  @Test
  void shouldShowWhatIsFreeOfEachNode() {
    service.on(
        "GET /api/v1/nodes",
        200,
        """
        {"data":[{"id":"n-1","site":"north","gpu_container":"box","gpu_model":"l4","gpus":8,"gpus_free":3,"cpu_milli":64000,
                  "cpu_milli_free":32000,"memory_mib":null,"memory_mib_free":null,"closure":"open",
                  "gpus_closed":[{"slot":1,"closure":"drained"}],"ready":true},
                 {"id":"s-1","site":"south","gpus":1,"gpus_free":1,"closure":"drained","ready":false}]}""");

    assertThat(operator().run("node", "list").out())
        .isEqualTo(
            """
            ID   SITE   CONTAINER  MODEL  GPUS_FREE  CPU_MILLI_FREE  MEMORY_MIB_FREE  CLOSURE      READY
            n-1  north  box        l4     3/8        32000/64000     -                open+1 GPUs  true
            s-1  south  -          -      1/1        -               -                drained      false
            """);
    assertThat(operator().run("node", "list", "--site", "south", "-o", "name").out())
        .isEqualTo("s-1\n");
  }

  @Test
  void shouldShowAndChooseThePolicy() {
    service
        .on(
            "GET /api/v1/placement/policy",
            200,
            "{\"name\":\"wattpack\",\"learned\":true,\"typical_work\":[]}")
        .on(
            "PUT /api/v1/placement/policy",
            202,
            "{\"input\":4,\"name\":\"pwr-fgd\",\"learned\":true,\"typical_work\":[{}]}");

    assertThat(operator().run("policy", "get", "-o", "name").out()).isEqualTo("wattpack\n");
    assertThat(operator().run("policy", "set", "pwr-fgd", "--power-weight", "200").exitCode())
        .isZero();
    assertThat(service.lastAsked().body())
        .isEqualTo("{\"name\":\"pwr-fgd\",\"power_weight_permille\":200}");
  }

  @Test
  void shouldSayHowTheFleetLooksToAJobThatWaits() {
    service
        .on(
            "GET /api/v1/jobs/job_1",
            200,
            "{\"id\":\"job_1\",\"state\":\"waiting\",\"waiting\":{\"code\":\"NO_FREE_GPU\",\"message\":\"All are booked.\",\"asked\":8}}")
        .on(
            "GET /api/v1/jobs/job_1/explanation",
            200,
            """
            {"work":"job_1","policy":"wattpack","members":1,"placed":[],"candidates":1,
             "removed":[{"filter":"gpu-model","nodes":14},{"filter":"power","nodes":46}],
             "nearest":{"node":"ga-h-1","filter":"power","lacks":"watts","amount":2000,"domain":"ga-grid"},
             "best":{"node":"ga-h-2","gpu_model":"h100","slots":[0],"terms":[{"scorer":"waste","value":12},{"scorer":"watts","value":700}]},
             "runner_up":null}""");

    assertThat(operator().run("why", "job_1").out())
        .isEqualTo(
            """
            job_1 is waiting: All are booked.
              code     NO_FREE_GPU
              asked    8 GPUs
              policy   wattpack
              nodes    1 could take it; ruled out by gpu-model 14, power 46
              nearest  ga-h-1, ruled out by power: lacks watts 2000 at ga-grid
              best     ga-h-2: waste 12, watts 700
            Maybe look again: `wattpack why job_1`.
            """);
  }

  private Invocation operator() {
    return Invocation.of(service);
  }
}
