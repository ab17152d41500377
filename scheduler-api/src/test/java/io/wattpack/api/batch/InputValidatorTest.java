package io.wattpack.api.batch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.model.ModelId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InputValidatorTest {
  private static final ModelId SERVED = new ModelId("minilm");
  private static final BatchLimits SMALL =
      new BatchLimits(1 << 20, 10, 20, 2_000, 40, 32, 5, 4, 100, 4_000);

  private static String good(String id) {
    return "{\"custom_id\":\"%s\",\"method\":\"POST\",\"url\":\"/v1/embeddings\",\"body\":{\"model\":\"minilm\",\"input\":\"hello\"}}"
        .formatted(id);
  }

  private static String with(String body) {
    return "{\"custom_id\":\"a\",\"method\":\"POST\",\"url\":\"/v1/embeddings\",\"body\":%s}"
        .formatted(body);
  }

  private static Arguments refused(String name, String input, String code, Integer line) {
    return Arguments.of(name, input.getBytes(UTF_8), code, line);
  }

  static Stream<Arguments> hostileInputs() {
    return Stream.of(
        refused("nothing", "", "empty_file", null),
        refused("a byte order mark alone", "\uFEFF", "empty_file", null),
        refused("blank lines alone", "\n \r\n\t\n", "empty_file", null),
        refused("no JSON", good("a") + "\nhello", "invalid_json_line", 2),
        refused(
            "half an object",
            good("a") + "\n" + good("b").substring(0, 40),
            "invalid_json_line",
            2),
        refused("an array", "[1]", "invalid_json_line", 1),
        refused("a string", "\"a\"", "invalid_json_line", 1),
        refused("two objects on a line", good("a") + good("b"), "invalid_json_line", 1),
        refused("a trailing comma", "{\"custom_id\":\"a\",}", "invalid_json_line", 1),
        refused("nested too deep", with("[".repeat(1_900)), "invalid_json_line", 1),
        refused("a NUL byte", good("a\0b"), "invalid_json_line", 1),
        refused(
            "line 4 after a blank line",
            good("a") + "\n\r\n" + good("b") + "\nx",
            "invalid_json_line",
            4),
        refused(
            "a custom_id used before",
            good("a") + "\n" + good("b") + "\n" + good("a"),
            "duplicate_custom_id",
            3),
        refused(
            "no custom_id",
            "{\"method\":\"POST\",\"url\":\"/v1/embeddings\",\"body\":{\"model\":\"minilm\",\"input\":\"x\"}}",
            "missing_required_parameter",
            1),
        refused(
            "a custom_id that is null",
            good("a").replace("\"a\"", "null"),
            "missing_required_parameter",
            1),
        refused("a custom_id that is a number", good("a").replace("\"a\"", "7"), "invalid_type", 1),
        refused("an empty custom_id", good(""), "invalid_custom_id", 1),
        refused("an endless custom_id", good("x".repeat(33)), "invalid_custom_id", 1),
        refused(
            "no method",
            good("a").replace("\"method\"", "\"verb\""),
            "missing_required_parameter",
            1),
        refused("another method", good("a").replace("POST", "GET"), "invalid_method", 1),
        refused("no url", good("a").replace("\"url\"", "\"uri\""), "missing_required_parameter", 1),
        refused(
            "another url", good("a").replace("embeddings", "chat/completions"), "invalid_url", 1),
        refused(
            "no body", good("a").replace("\"body\"", "\"data\""), "missing_required_parameter", 1),
        refused("a body that is a text", with("\"{}\""), "invalid_type", 1),
        refused("no model", with("{\"input\":\"x\"}"), "missing_required_parameter", 1),
        refused(
            "a model that is an object", with("{\"model\":{},\"input\":\"x\"}"), "invalid_type", 1),
        refused("no input", with("{\"model\":\"minilm\"}"), "missing_required_parameter", 1),
        refused(
            "a model nobody serves",
            with("{\"model\":\"gpt-9\",\"input\":\"x\"}"),
            "model_not_found",
            1),
        refused(
            "a model with a line break",
            with("{\"model\":\"mini\\nlm\",\"input\":\"x\"}"),
            "model_not_found",
            1),
        refused(
            "two models",
            good("a") + "\n" + good("b").replace("minilm", "other"),
            "mismatched_model",
            2),
        refused(
            "a line too long",
            good("a") + "\n" + good("b").replace("hello", "x".repeat(2_000)),
            "line_too_long",
            2),
        refused("too many requests", lines(11), "too_many_requests", 11),
        refused("too many lines", good("a") + "\n".repeat(41), "too_many_lines", 41),
        refused(
            "too many inputs",
            with("{\"model\":\"minilm\",\"input\":[%s]}".formatted("\"x\",".repeat(20) + "\"x\"")),
            "too_many_inputs",
            1),
        Arguments.of("UTF-16", good("a").getBytes(UTF_16LE), "invalid_json_line", 1),
        Arguments.of("Latin 1", good("\u00E9").getBytes(ISO_8859_1), "invalid_json_line", 1));
  }

  private static String lines(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> good("r" + i))
        .reduce((a, b) -> a + "\n" + b)
        .orElse("");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileInputs")
  void shouldNameCodeAndLineOfAMistake(String name, byte[] input, String code, Integer line)
      throws IOException {
    Validation found = validate(input, SMALL);

    assertThat(found).isInstanceOf(Validation.Invalid.class);
    BatchError first = ((Validation.Invalid) found).errors().getFirst();
    assertThat(first.code()).isEqualTo(code);
    assertThat(first.line()).isEqualTo(line);
    assertThat(first.message()).isNotBlank().hasSizeLessThan(500);
  }

  @Test
  void shouldNameBothLinesOfADuplicate() throws IOException {
    List<BatchError> errors = errors(good("a") + "\n\n" + good("a"));

    assertThat(errors).hasSize(1);
    assertThat(errors.getFirst().message()).contains("line 3").contains("line 1");
  }

  @Test
  void shouldCollectMistakesUpToTheLimit() throws IOException {
    assertThat(errors("x\n".repeat(9))).hasSize(SMALL.errorsMax());
    assertThat(errors("x\n" + good("a") + "\ny"))
        .extracting(BatchError::line)
        .containsExactly(1, 3);
  }

  @Test
  void shouldTolerateWindowsLinesMarksAndAMissingLastNewline() throws IOException {
    String input =
        "\uFEFF" + good("a") + "\r\n\r\n" + good("b") + "\r\n\uFEFF" + good("\u00E9\u4E2D");

    Validation.Valid valid = valid(input, SMALL);

    assertThat(valid.requests()).isEqualTo(3);
    assertThat(valid.chunks()).hasSize(1);
    assertThat(valid.chunks().getFirst().length()).isEqualTo(input.getBytes(UTF_8).length);
  }

  @Test
  void shouldIgnoreUnknownMembers() throws IOException {
    String line = good("a").replace("{\"custom_id\"", "{\"x\":[{\"y\":1}],\"custom_id\"");

    assertThat(valid(line, SMALL).requests()).isEqualTo(1);
  }

  @Test
  void shouldEstimateTokensFromTheBytesOfTheText() throws IOException {
    String texts = with("{\"model\":\"minilm\",\"input\":[\"12345678\",\"\u4E2D\u4E2D\u4E2D\"]}");

    assertThat(valid(texts, SMALL).tokens()).isEqualTo(5); // 8 + 9 bytes
    assertThat(valid(with("{\"model\":\"minilm\",\"input\":\"\"}"), SMALL).tokens()).isEqualTo(1);
    assertThat(valid(with("{\"model\":\"minilm\",\"input\":[1,2,3]}"), SMALL).tokens())
        .isEqualTo(3);
  }

  @Test
  void shouldCutChunksThatCoverEveryLineOnce() throws IOException {
    Validation.Valid valid = valid(lines(10), SMALL);

    assertThat(valid.chunks()).extracting(Chunk::requests).containsExactly(4, 4, 2);
    assertThat(valid.chunks()).extracting(Chunk::lineFirst).containsExactly(1, 5, 9);
    long end = 0;
    for (Chunk chunk : valid.chunks()) {
      assertThat(chunk.offset()).isEqualTo(end);
      end = chunk.offset() + chunk.length();
    }
    assertThat(end).isEqualTo(lines(10).length());
  }

  @Test
  void shouldCutAChunkBeforeItHasTooManyTokens() throws IOException {
    String big = good("a").replace("hello", "x".repeat(240));
    Validation.Valid valid = valid(big + "\n" + big.replace("\"a\"", "\"b\""), SMALL);

    assertThat(valid.chunks()).extracting(Chunk::tokens).containsExactly(60L, 60L);
  }

  @Test
  void shouldReadALineThatArrivesByteByByte() throws IOException {
    byte[] bytes = (good("a") + "\r\n" + good("b")).getBytes(UTF_8);
    InputStream drip =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] into, int at, int length) {
            return super.read(into, at, Math.min(1, length));
          }
        };

    Validation found = InputValidator.validate(drip, "/v1/embeddings", SMALL, SERVED::equals);

    assertThat(((Validation.Valid) found).requests()).isEqualTo(2);
  }

  private static Validation validate(byte[] input, BatchLimits limits) throws IOException {
    return InputValidator.validate(
        new ByteArrayInputStream(input), "/v1/embeddings", limits, SERVED::equals);
  }

  private static List<BatchError> errors(String input) throws IOException {
    return ((Validation.Invalid) validate(input.getBytes(UTF_8), SMALL)).errors();
  }

  private static Validation.Valid valid(String input, BatchLimits limits) throws IOException {
    Validation found = validate(input.getBytes(UTF_8), limits);
    assertThat(found).as(Objects.toString(found)).isInstanceOf(Validation.Valid.class);
    return (Validation.Valid) found;
  }
}
