package io.wattpack.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.wattpack.api.cli.Invocation.Outcome;
import io.wattpack.api.main.ServiceLauncher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands against the whole service in this process, with its real model and the example
 * fleet.
 */
class DemoEndToEndTest {
  private static final int LINES = 40;

  @TempDir private Path folder;
  private Demo demo;
  private Map<String, String> variables;

  @BeforeEach
  void start() throws IOException {
    demo = Demo.start(0, folder.resolve("demo"), surroundings());
    variables = demo.prepare();
  }

  @AfterEach
  void stop() {
    demo.close();
  }

  @Test
  void shouldAnswerEveryLineOnceWhenABatchRuns() throws IOException {
    Outcome created =
        command()
            .run(
                "batch",
                "create",
                requests().toString(),
                "--watch",
                "--timeout",
                "60",
                "-o",
                "json");

    assertThat(created.exitCode()).as(created.err()).isZero();
    JsonNode batch = Json.parse(created.out());
    assertThat(batch.at("/request_counts/completed").asInt()).isEqualTo(LINES);
    Outcome results = command().run("batch", "results", batch.path("id").asText());
    assertThat(results.exitCode()).isZero();
    assertThat(customIds(results.out()))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, LINES).mapToObj(i -> "r" + i).toList());
    assertThat(asOther("batch", "get", batch.path("id").asText()).exitCode()).isEqualTo(3);
    assertThat(asOther("batch", "list", "-o", "json").out()).isEqualTo("[]\n");
  }

  @Test
  void shouldShowABreachWhenAllPowerIsTaken() {
    assertThat(
            command()
                .run("power", "limit", "ga-grid", "tx-grid", "on-grid", "--watts", "0")
                .exitCode())
        .isZero();

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(command().run("site", "list", "--no-headers").out().lines())
                    .hasSize(3)
                    .allSatisfy(line -> assertThat(line).contains("in_breach")));
  }

  @Test
  void shouldKeepMinersOffForAnOperatorAndLetThemRunAgain() {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> miners().path("state").asText().equals("on"));
    int steps = miners().path("steps").asInt();

    assertThat(command().run("miner", "set", "ga-s21-1", "--steps", "0").exitCode()).isZero();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> miners().path("state").asText().equals("off"));
    assertThat(miners().path("watts_drawn_max").asInt()).isZero();
    assertThat(command().run("miner", "get", "ga-s21-1").out()).contains("OPERATOR_LIMIT");
    assertThat(command().run("miner", "set", "ga-s21-1", "--steps", "1001").exitCode())
        .isEqualTo(6);

    assertThat(command().run("miner", "set", "ga-s21-1", "--clear").exitCode()).isZero();
    await().atMost(Duration.ofSeconds(10)).until(() -> miners().path("operator_limit").isNull());
    // It stays off for its least time, which is longer than this test.
    assertThat(miners().at("/held_by/code").asText()).isEqualTo("LEAST_TIME_OFF");
    assertThat(steps).isGreaterThan(1);
  }

  private JsonNode miners() {
    String json = command().run("miner", "get", "ga-s21-1", "-o", "json").out();
    try {
      return Json.parse(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldSayWhyWhenAJobCanNeverRun() {
    String job =
        command()
            .run(
                "job",
                "create",
                "--gpus",
                "64",
                "--run-seconds",
                "1",
                "--tenant",
                "customer-a",
                "-o",
                "name")
            .out()
            .strip();

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> assertThat(command().run("why", job).out()).contains("NO_COMPATIBLE_GPU"));
    assertThat(command().run("job", "cancel", job).exitCode()).isZero();
    assertThat(command().run("job", "get", "job_unknown").exitCode()).isEqualTo(3);
  }

  @Test
  void shouldRefuseACustomersKeyWhenAnOperatorsIsNeeded() {
    Outcome outcome =
        command().with("WATTPACK_API_KEY", variables.get("OPENAI_API_KEY")).run("site", "list");

    assertThat(outcome.exitCode()).isEqualTo(4);
    assertThat(outcome.err()).contains("403 insufficient_scope");
  }

  @Test
  void shouldKeepKeysAndWorkWhenStartedAgain() throws IOException {
    command().run("batch", "create", requests().toString());
    demo.close();
    demo = Demo.start(0, folder.resolve("demo"), surroundings());
    Map<String, String> before = variables;
    variables = demo.prepare();

    assertThat(variables.get("OPENAI_API_KEY")).isEqualTo(before.get("OPENAI_API_KEY"));
    assertThat(variables.get("WATTPACK_API_KEY")).isEqualTo(before.get("WATTPACK_API_KEY"));
    assertThat(command().run("batch", "list", "-o", "name").out().lines()).hasSize(1);
    assertThat(command().run("fleet", "diff", exampleFleet().toString()).exitCode()).isZero();
  }

  private Outcome asOther(String... arguments) {
    return command().with("OPENAI_API_KEY", variables.get("WATTPACK_OTHER_API_KEY")).run(arguments);
  }

  private Invocation command() {
    Invocation command = new Invocation().inRealTime();
    variables.forEach(command::with);
    return command;
  }

  private static Surroundings surroundings() {
    return new Invocation().inRealTime().startedBy(new ServiceLauncher()).surroundings();
  }

  private Path exampleFleet() throws IOException {
    return Files.writeString(folder.resolve("fleet.yaml"), Demo.fleet());
  }

  private Path requests() throws IOException {
    List<String> lines =
        IntStream.range(0, LINES)
            .mapToObj(
                i ->
                    """
                    {"custom_id":"r%d","method":"POST","url":"/v1/embeddings","body":{"model":"all-minilm-l6-v2","input":"Text %1$d."}}"""
                        .formatted(i))
            .toList();
    return Files.write(folder.resolve("requests.jsonl"), lines);
  }

  private static List<String> customIds(String results) {
    return results
        .lines()
        .map(line -> line.replaceAll(".*\"custom_id\":\"([^\"]*)\".*", "$1"))
        .collect(Collectors.toList());
  }
}
