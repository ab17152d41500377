package io.wattpack.api.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of a batch's row that are kept as JSON. */
final class BatchJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<LinkedHashMap<String, String>> METADATA =
      new TypeReference<>() {};
  private static final TypeReference<List<BatchError>> ERRORS = new TypeReference<>() {};

  private BatchJson() {}

  static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static Map<String, String> metadata(String json) {
    return read(json, METADATA);
  }

  static List<BatchError> errors(@Nullable String json) {
    return json == null ? List.of() : read(json, ERRORS);
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A batch's row holds no valid JSON: " + json, e);
    }
  }
}
