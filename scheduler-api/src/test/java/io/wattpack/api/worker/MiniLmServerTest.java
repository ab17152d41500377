package io.wattpack.api.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattpack.api.worker.ModelServer.ModelAnswer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real model. */
class MiniLmServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static MiniLmServer server;

  @BeforeAll
  static void load() {
    server = MiniLmServer.load(Runnable::run);
  }

  private static ModelAnswer call(String members) {
    return server.call("/v1/embeddings", "{\"model\":\"all-minilm-l6-v2\"," + members + "}").join();
  }

  private static JsonNode json(ModelAnswer answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  private static float[] vector(JsonNode array) {
    float[] vector = new float[array.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = array.get(i).floatValue();
    }
    return vector;
  }

  private static double similarity(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Test
  void shouldPutParaphrasesCloserThanUnrelatedTexts() throws IOException {
    JsonNode data =
        json(call(
                "\"input\":[\"The cat sits on the mat.\",\"A kitten is resting on a rug.\",\"Interest rates rose by half a point.\"]"))
            .get("data");
    float[] cat = vector(data.get(0).get("embedding"));
    float[] kitten = vector(data.get(1).get("embedding"));
    float[] rates = vector(data.get(2).get("embedding"));

    assertThat(cat).hasSize(MiniLmServer.DIMENSIONS);
    assertThat(similarity(cat, kitten)).isGreaterThan(similarity(cat, rates) + 0.3);
    assertThat(similarity(cat, cat)).isBetween(0.999, 1.001);
  }

  @Test
  void shouldCountTokensWithTheModelsTokenizer() throws IOException {
    ModelAnswer answer = call("\"input\":\"hello world\"");

    assertThat(answer.tokensUsed()).isEqualTo(2);
    assertThat(json(answer).at("/usage/prompt_tokens").longValue()).isEqualTo(2);
    assertThat(json(answer).at("/usage/total_tokens").longValue()).isEqualTo(2);
  }

  @Test
  void shouldWriteTheSameVectorAsLittleEndianBase64() throws IOException {
    float[] numbers = vector(json(call("\"input\":\"hello\"")).at("/data/0/embedding"));
    String text =
        json(call("\"input\":\"hello\",\"encoding_format\":\"base64\""))
            .at("/data/0/embedding")
            .textValue();
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode(text)).order(ByteOrder.LITTLE_ENDIAN);

    assertThat(bytes.remaining()).isEqualTo(4 * MiniLmServer.DIMENSIONS);
    for (float number : numbers) {
      assertThat(bytes.getFloat()).isEqualTo(number);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"input\":[]                          | invalid_input",
        "\"input\":\"\"                        | empty_input",
        "\"input\":[\"a\",\" \"]               | empty_input",
        "\"input\":[1,2,3]                     | tokens_not_supported",
        "\"input\":[[1,2],[3]]                 | tokens_not_supported",
        "\"input\":[\"a\",null]                | invalid_type",
        "\"input\":{}                          | invalid_type",
        "\"input\":null                        | missing_required_parameter",
        "\"x\":1                               | missing_required_parameter",
        "\"input\":\"a\",\"dimensions\":256    | invalid_dimensions",
        "\"input\":\"a\",\"dimensions\":\"x\"  | invalid_dimensions",
        "\"input\":\"a\",\"encoding_format\":1 | invalid_encoding_format"
      })
  void shouldAnswerABodyItCannotEmbedWithItsCode(String members, String code) throws IOException {
    ModelAnswer answer = call(members);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).at("/error/code").textValue()).isEqualTo(code);
    assertThat(json(answer).get("error").fieldNames())
        .toIterable()
        .contains("message", "type", "param", "code");
  }

  @Test
  void shouldRefuseTooManyAndTooLongInputs() throws IOException {
    String many = "\"input\":[" + "\"a\",".repeat(2_048) + "\"a\"]";
    String big = "\"input\":\"" + "word ".repeat(7_000) + "\"";

    assertThat(json(call(many)).at("/error/code").textValue()).isEqualTo("invalid_input");
    assertThat(json(call(big)).at("/error/code").textValue()).isEqualTo("context_length_exceeded");
  }

  @Test
  void shouldRefuseWhatIsNotItsModelOrUrl() throws IOException {
    ModelAnswer other = server.call("/v1/embeddings", "{\"model\":\"gpt\",\"input\":\"a\"}").join();
    assertThat(other.statusCode()).isEqualTo(404);
    assertThat(json(other).at("/error/code").textValue()).isEqualTo("model_not_found");
    assertThat(server.call("/v1/chat/completions", "{}").join().statusCode()).isEqualTo(404);
    assertThat(server.call("/v1/embeddings", "nonsense").join().statusCode()).isEqualTo(400);
  }
}
