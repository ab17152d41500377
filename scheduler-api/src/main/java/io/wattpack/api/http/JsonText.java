package io.wattpack.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/**
 * JSON in and out of the routes: strict in (no doubled members, nothing after the end), compact
 * out.
 */
public final class JsonText {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonText() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static Buffer bytes(JsonNode node) {
    try {
      return Buffer.buffer(MAPPER.writeValueAsBytes(node));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A JSON tree can always be written.", e);
    }
  }

  /** Any value of records, lists and maps as a tree. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** Reads one JSON object, or fails with {@code invalid_json}. */
  public static ObjectNode parseObject(Buffer body) {
    try {
      if (MAPPER.readTree(body.getBytes()) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw invalid("The body is not valid JSON: %s.".formatted(where(e))).asException();
    } catch (IOException e) {
      throw invalid("The body could not be read.").asException();
    }
    throw invalid("The body must be one JSON object.").asException();
  }

  private static ApiError invalid(String message) {
    return ApiError.of(
        400, "invalid_json", message + "\nMaybe check quotes, commas and the encoding (UTF-8).");
  }

  private static String where(JsonProcessingException e) {
    return e.getLocation() == null
        ? "it ends too early"
        : "line %d, column %d"
            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }
}
