package io.wattpack.api.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattpack.api.config.ServiceConfig;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile and mistaken requests over real HTTP: each has its status and its code, and none sees our
 * inside.
 */
class BadInputTest {
  @TempDir private static Path folder;
  private static ServiceFixture service;
  static String fileOfA;
  static String batchOfA;

  @BeforeAll
  static void start() {
    service = ServiceFixture.start(folder, config -> config.withLimits(smallLimits()));
    fileOfA = service.upload(service.customerA, ServiceFixture.lines(2));
    batchOfA =
        service
            .json(service.post(service.customerA, "/v1/batches", ServiceFixture.batch(fileOfA)))
            .path("id")
            .asText();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static ServiceConfig.Limits smallLimits() {
    return new ServiceConfig.Limits(200_000, 1_000, 20_000, 65_536);
  }

  @ParameterizedTest
  @MethodSource("io.wattpack.api.main.BadInputs#all")
  void shouldRefuseWithItsStatusAndCodeWhenTheInputIsBad(BadInput row) {
    HttpResponse<String> response = row.request().apply(service);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(row.status());
    assertThat(code(response)).as(response.body()).isEqualTo(row.code());
    assertThat(response.headers().firstValue("x-request-id").orElse("")).startsWith("req_");
    assertNothingOfTheInside(response.body());
  }

  @Test
  void shouldRefuseEachLineByItsNumberWhenTheInputFileIsBad() {
    assertThat(failureOf("{\"custom_id\": broken\n")).contains("invalid_json_line", "1");
    assertThat(
            failureOf(ServiceFixture.line("a", "x") + "\n" + ServiceFixture.line("a", "y") + "\n"))
        .contains("duplicate_custom_id", "2");
    assertThat(
            failureOf(
                ServiceFixture.line("a", "x")
                    + "\n"
                    + ServiceFixture.line("b", "y").replace("all-minilm-l6-v2", "other")
                    + "\n"))
        .contains("mismatched_model", "2");
    assertThat(failureOf(ServiceFixture.line("a", "x").replace("all-minilm-l6-v2", "gpt-9") + "\n"))
        .contains("model_not_found", "1");
  }

  @Test
  void shouldAnswerAsHttpWhenARequestIsNotHttp() throws IOException {
    int port = service.service.port();
    String head = "GET /livez HTTP/1.1\r\nhost: a\r\nconnection: close\r\n";

    String headers = RawHttp.exchange(port, head + "x: " + "y".repeat(40_000) + "\r\n\r\n");
    String url =
        RawHttp.exchange(port, "GET /" + "u".repeat(20_000) + " HTTP/1.1\r\nhost: a\r\n\r\n");
    String nonsense = RawHttp.exchange(port, "\u0016\u0003\u0001 nonsense\r\n\r\n");

    assertThat(RawHttp.status(headers)).isEqualTo(431);
    assertThat(headers).contains("headers_too_large");
    assertThat(RawHttp.status(url)).isEqualTo(414);
    assertThat(RawHttp.status(nonsense)).isEqualTo(400);
    Stream.of(headers, url, nonsense).forEach(BadInputTest::assertNothingOfTheInside);
    assertThat(service.get("", "/livez").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldKeepTheProcessAndTheFileListWhenAnUploadIsCutOff() throws IOException {
    String before = service.get(service.customerB, "/v1/files").body();
    RawHttp.exchange(
        service.service.port(),
        "POST /v1/files HTTP/1.1\r\nhost: a\r\nauthorization: Bearer "
            + service.customerB
            + "\r\ncontent-type: multipart/form-data; boundary=b0\r\ncontent-length: 100000\r\n\r\n--b0\r\n"
            + "Content-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf");

    assertThat(service.get(service.customerB, "/v1/files").body()).isEqualTo(before);
  }

  /** The code and line of the first error of a batch of this input. */
  private static List<String> failureOf(String input) {
    String file = service.upload(service.customerA, input);
    JsonNode made =
        service.json(service.post(service.customerA, "/v1/batches", ServiceFixture.batch(file)));
    String path = "/v1/batches/" + made.path("id").asText();
    Awaitility.await()
        .until(
            () ->
                service
                    .json(service.get(service.customerA, path))
                    .path("status")
                    .asText()
                    .equals("failed"));
    HttpResponse<String> failed = service.get(service.customerA, path);
    assertNothingOfTheInside(failed.body());
    JsonNode error = service.json(failed).at("/errors/data/0");
    return List.of(error.path("code").asText(), error.path("line").asText());
  }

  private static String code(HttpResponse<String> response) {
    JsonNode body = service.json(response);
    if (response
        .headers()
        .firstValue("content-type")
        .orElse("")
        .startsWith("application/problem+json")) {
      assertThat(body.path("status").asInt()).isEqualTo(response.statusCode());
      return body.path("code").asText();
    }
    JsonNode error = body.path("error");
    for (String member : List.of("message", "type", "param", "code")) {
      assertThat(error.has(member)).as(member).isTrue();
    }
    return error.path("code").asText();
  }

  private static void assertNothingOfTheInside(String body) {
    assertThat(body).doesNotContain("at io.", "Exception", "java.", "SQLITE", "jdbc");
  }
}
