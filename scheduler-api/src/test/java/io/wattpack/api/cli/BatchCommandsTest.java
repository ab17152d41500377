package io.wattpack.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.cli.Invocation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A customer's commands against a service that answers as the wire contract says. */
class BatchCommandsTest {
  private static final String BATCH =
      """
      {"id":"batch_1","status":"%s","model":"m","created_at":1782907190,"output_file_id":%s,"error_file_id":%s,
       "request_counts":{"total":4,"completed":%d,"failed":%d},"errors":null,
       "x_wattpack":{"tier":"standard","placement":{"sites":[{"site":"north","lines":1},{"site":"south","lines":2}]}}}""";

  private final FakeService service = new FakeService();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void shouldUploadAndStartWhenTheFileIsGood() throws IOException {
    service
        .on("POST /v1/files", 200, "{\"id\":\"file-9\"}")
        .on("POST /v1/batches", 200, batch("validating", 0, 0));
    Path file = file(line("a", "m", "/v1/embeddings"), line("b", "m", "/v1/embeddings"));

    Outcome outcome = customer().run("batch", "create", file.toString(), "--metadata", "run=7");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEqualTo(file + ": 2 requests for m as batch_1\n");
    assertThat(outcome.out()).contains("batch_1", "validating");
    assertThat(service.asked().getFirst().body())
        .contains(
            "name=\"purpose\"\r\n\r\nbatch\r\n", "filename=\"in.jsonl\"", Files.readString(file));
    assertThat(service.lastAsked().authorization()).isEqualTo("Bearer wp_live_customer");
    assertThat(service.lastAsked().body())
        .isEqualTo(
            """
            {"input_file_id":"file-9","endpoint":"/v1/embeddings","completion_window":"24h","metadata":{"run":"7"}}""");
  }

  @Test
  void shouldNameTheLinesWhenTheFileIsBad() throws IOException {
    Path file =
        file(
            line("a", "m", "/v1/embeddings"),
            "{\"custom_id\":\"b\",\"url\":\"/v1/embeddings\",\"body\":{}}",
            "",
            "nonsense",
            line("d", "other", "/v1/chat/completions"));

    Outcome outcome = customer().run("batch", "create", file.toString());

    assertThat(outcome.exitCode()).isEqualTo(6);
    assertThat(outcome.err())
        .contains("line 2 has no text at body.model")
        .contains("line 4 is not JSON")
        .contains("line 5 has url '/v1/chat/completions', but the batch is for '/v1/embeddings'")
        .contains("line 5 has body.model 'other', but the batch is for 'm'")
        .contains("Maybe make each line like");
    assertThat(service.asked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"--model, other, body.model 'm'", "--endpoint, /v1/x, url '/v1/embeddings'"})
  void shouldRefuseWhenTheFileIsForSomethingElse(String option, String value, String found)
      throws IOException {
    Path file = file(line("a", "m", "/v1/embeddings"));

    Outcome outcome = customer().run("batch", "create", file.toString(), option, value);

    assertThat(outcome.exitCode()).isEqualTo(6);
    assertThat(outcome.err()).contains("line 1 has " + found, "'" + value + "'");
  }

  @Test
  void shouldShowTenMistakesAndCountTheRestWhenThereAreMany() throws IOException {
    Path file = file(IntStream.range(0, 50).mapToObj(i -> "{}").toArray(String[]::new));

    Outcome outcome = customer().run("batch", "create", file.toString());

    assertThat(outcome.err().lines().filter(line -> line.contains("line "))).hasSizeBetween(10, 11);
    assertThat(outcome.err()).contains("and 140 more");
  }

  @Test
  void shouldRefuseAnEmptyFile() throws IOException {
    assertThat(customer().run("batch", "create", file("", " ").toString()).err())
        .contains("holds no request");
  }

  @ParameterizedTest
  @CsvSource({
    "completed, 4, 0, 0",
    "completed, 3, 1, 8",
    "failed, 0, 0, 7",
    "expired, 2, 2, 7",
    "cancelled, 1, 3, 7"
  })
  void shouldEndWithTheFateOfTheBatchWhenWatching(String fate, int done, int failed, int exitCode) {
    service
        .on("GET /v1/batches/batch_1", 200, batch("in_progress", 0, 0))
        .on("GET /v1/batches/batch_1", 200, batch("in_progress", 2, 0))
        .on("GET /v1/batches/batch_1", 200, batch(fate, done, failed));

    Outcome outcome = customer().run("batch", "get", "batch_1", "--watch");

    assertThat(outcome.exitCode()).isEqualTo(exitCode);
    assertThat(outcome.err())
        .contains("%s: %d of 4 done, %d failed\n".formatted(fate, done, failed));
    assertThat(outcome.out()).contains(fate).contains("north:1,south:2");
  }

  @Test
  void shouldPrintALinePerSecondAtMostWhenNobodyWatches() {
    for (int done = 0; done < 4; done++) {
      service.on("GET /v1/batches/batch_1", 200, batch("in_progress", done, 0));
    }
    service.on("GET /v1/batches/batch_1", 200, batch("completed", 4, 0));

    assertThat(customer().run("batch", "get", "batch_1", "--watch").err())
        .isEqualTo(
            """
            in_progress: 1 of 4 done, 0 failed
            completed: 4 of 4 done, 0 failed
            """);
  }

  @Test
  void shouldRewriteItsLineWhenOnATerminal() {
    service
        .on("GET /v1/batches/batch_1", 200, batch("in_progress", 0, 0))
        .on("GET /v1/batches/batch_1", 200, batch("in_progress", 2, 0))
        .on("GET /v1/batches/batch_1", 200, batch("completed", 4, 0));

    assertThat(customer().onTerminal().run("batch", "get", "batch_1", "-w").err())
        .isEqualTo(
            "\r\u001b[Kin_progress: 2 of 4 done, 0 failed\r\u001b[Kcompleted: 4 of 4 done, 0 failed\n");
  }

  @Test
  void shouldLeaveWhenTheTimeIsOver() {
    service.on("GET /v1/batches/batch_1", 200, batch("in_progress", 1, 0));

    Outcome outcome = customer().run("batch", "get", "batch_1", "--watch", "--timeout", "5");

    assertThat(outcome.exitCode()).isEqualTo(124);
    assertThat(outcome.err())
        .contains("has not ended after 5 s")
        .contains("batch get batch_1 --watch");
  }

  @Test
  void shouldWriteTheAnswersAsTheyAreWhenTheBatchIsDone() {
    String answers = "{\"custom_id\":\"ä\"}\n{\"custom_id\":\"b\"}";
    service
        .on(
            "GET /v1/batches/batch_1",
            200,
            BATCH.formatted("completed", "\"file-2\"", "null", 4, 0))
        .on("GET /v1/files/file-2/content", 200, answers);

    Outcome outcome = customer().run("batch", "results", "batch_1");

    assertThat(outcome).isEqualTo(new Outcome(0, answers, ""));
  }

  @Test
  void shouldSayThatLinesFailedWhenWritingTheOthers() {
    service
        .on(
            "GET /v1/batches/batch_1",
            200,
            BATCH.formatted("completed", "\"file-2\"", "\"file-3\"", 3, 1))
        .on("GET /v1/files/file-2/content", 200, "good\n")
        .on("GET /v1/files/file-3/content", 200, "bad\n");

    assertThat(customer().run("batch", "results", "batch_1").exitCode()).isEqualTo(8);
    assertThat(customer().run("batch", "results", "batch_1", "--errors"))
        .isEqualTo(new Outcome(0, "bad\n", ""));
  }

  @Test
  void shouldNotPretendToHaveResultsWhenTheBatchGoesOn() {
    service.on("GET /v1/batches/batch_1", 200, batch("in_progress", 1, 0));

    Outcome outcome = customer().run("batch", "results", "batch_1");

    assertThat(outcome.exitCode()).isEqualTo(5);
    assertThat(outcome.err()).contains("1 of 4 done").contains("--watch");
  }

  @Test
  void shouldPrintAnEmptyArrayWhenThereIsNothingToList() {
    service.on("GET /v1/batches?limit=20", 200, "{\"object\":\"list\",\"data\":[]}");

    assertThat(customer().run("batch", "list", "-o", "json")).isEqualTo(new Outcome(0, "[]\n", ""));
    assertThat(customer().run("batch", "list", "--no-headers")).isEqualTo(new Outcome(0, "", ""));
  }

  @Test
  void shouldCancelWithoutABody() {
    service.on("POST /v1/batches/batch_1/cancel", 200, batch("cancelling", 1, 0));

    assertThat(customer().run("batch", "cancel", "batch_1").out()).contains("cancelling");
    assertThat(service.lastAsked().body()).isEmpty();
  }

  @Test
  void shouldKeepTheKeyOfAnotherServiceToItselfWhenOnlyTheAddressIsOurs() {
    service.on("GET /v1/batches?limit=20", 200, "{\"data\":[]}");

    customer()
        .without("OPENAI_BASE_URL")
        .with("OPENAI_API_KEY", "sk-elsewhere")
        .run("batch", "list");

    assertThat(service.lastAsked().authorization()).isEqualTo("Bearer wp_live_operator");
  }

  private Invocation customer() {
    return Invocation.of(service);
  }

  private static String batch(String status, int done, int failed) {
    return BATCH.formatted(status, "null", "null", done, failed);
  }

  private static String line(String id, String model, String url) {
    return """
        {"custom_id":"%s","method":"POST","url":"%s","body":{"model":"%s","input":"x"}}"""
        .formatted(id, url, model);
  }

  private Path file(String... lines) throws IOException {
    return Files.write(folder.resolve("in.jsonl"), List.of(lines));
  }
}
