package io.wattpack.api.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A body of {@code /v1/embeddings}.
 *
 * @param inputs 1 to 2048 texts, none empty
 * @param isBase64 vectors are wanted as little-endian float32 in base64
 */
record EmbeddingRequest(List<String> inputs, boolean isBase64) {
  private static final int INPUTS_MAX = 2_048;
  private static final int BYTES_PER_TOKEN = 4;
  private static final int INPUT_TOKENS_MAX = 8_192;
  private static final int TOKENS_MAX = 100_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads a body for a model; a body that cannot be answered throws. */
  static EmbeddingRequest parse(String body, String model, int dimensions)
      throws RefusedRequestException {
    JsonNode request = tree(body);
    checkModel(request.path("model"), model);
    checkDimensions(request.path("dimensions"), dimensions);
    boolean isBase64 = isBase64(request.path("encoding_format"));
    return new EmbeddingRequest(inputs(request.path("input")), isBase64);
  }

  private static JsonNode tree(String body) throws RefusedRequestException {
    try {
      JsonNode request = JSON.readTree(body);
      if (request.isObject()) {
        return request;
      }
    } catch (JsonProcessingException e) {
      throw refused("invalid_json", null, "The body is not valid JSON.");
    }
    throw refused("invalid_json", null, "The body must be a JSON object.");
  }

  private static void checkModel(JsonNode asked, String model) throws RefusedRequestException {
    if (!asked.isTextual()) {
      throw refused("missing_required_parameter", "model", "'model' must be a string.");
    }
    if (!asked.textValue().equals(model)) {
      throw new RefusedRequestException(
          404,
          "model_not_found",
          "model",
          "This server has the model '%s', not '%s'."
              .formatted(model, shortened(asked.textValue())));
    }
  }

  private static void checkDimensions(JsonNode asked, int dimensions)
      throws RefusedRequestException {
    boolean isAbsent = asked.isMissingNode() || asked.isNull();
    if (!isAbsent && (!asked.isIntegralNumber() || asked.longValue() != dimensions)) {
      throw refused(
          "invalid_dimensions",
          "dimensions",
          "The model's vectors have %d dimensions, but %s were asked for.\nMaybe leave 'dimensions' out."
              .formatted(dimensions, shortened(asked.toString())));
    }
  }

  private static boolean isBase64(JsonNode asked) throws RefusedRequestException {
    if (asked.isMissingNode() || asked.isNull() || asked.asText().equals("float")) {
      return false;
    }
    if (asked.asText().equals("base64")) {
      return true;
    }
    throw refused(
        "invalid_encoding_format",
        "encoding_format",
        "'encoding_format' must be 'float' or 'base64', but was %s."
            .formatted(shortened(asked.toString())));
  }

  private static List<String> inputs(JsonNode input) throws RefusedRequestException {
    List<String> texts = new ArrayList<>();
    if (input.isTextual()) {
      texts.add(input.textValue());
    } else if (input.isArray()) {
      addAll(input, texts);
    } else {
      throw refused(
          input.isMissingNode() || input.isNull() ? "missing_required_parameter" : "invalid_type",
          "input",
          "'input' must be a string or an array of strings.");
    }
    checkLengths(texts);
    return texts;
  }

  private static void addAll(JsonNode input, List<String> texts) throws RefusedRequestException {
    if (input.isEmpty() || input.size() > INPUTS_MAX) {
      throw refused(
          "invalid_input",
          "input",
          "'input' must hold 1 to %d texts, but holds %d.".formatted(INPUTS_MAX, input.size()));
    }
    for (JsonNode text : input) {
      if (!text.isTextual()) {
        throw notText(text);
      }
      texts.add(text.textValue());
    }
  }

  private static RefusedRequestException notText(JsonNode found) {
    boolean isTokens = found.isIntegralNumber() || found.isArray();
    return isTokens
        ? refused(
            "tokens_not_supported",
            "input",
            "This model does not take token arrays.\nMaybe send the text itself.")
        : refused("invalid_type", "input", "Every input must be a string.");
  }

  private static void checkLengths(List<String> texts) throws RefusedRequestException {
    long tokens = 0;
    Set<Integer> empty = new TreeSet<>();
    for (int i = 0; i < texts.size(); i++) {
      long estimate =
          Math.ceilDiv(texts.get(i).getBytes(StandardCharsets.UTF_8).length, BYTES_PER_TOKEN);
      if (texts.get(i).isBlank()) {
        empty.add(i);
      }
      if (estimate > INPUT_TOKENS_MAX) {
        throw refused(
            "context_length_exceeded",
            "input",
            "The input %d has about %d tokens, but at most %d are allowed.\nMaybe split the text."
                .formatted(i, estimate, INPUT_TOKENS_MAX));
      }
      tokens += estimate;
    }
    if (!empty.isEmpty()) {
      throw refused(
          "empty_input",
          "input",
          "The inputs %s are empty.".formatted(shortened(empty.toString())));
    }
    if (tokens > TOKENS_MAX) {
      throw refused(
          "request_too_large",
          "input",
          "The inputs have about %d tokens together, but at most %d are allowed.\nMaybe send several requests."
              .formatted(tokens, TOKENS_MAX));
    }
  }

  private static RefusedRequestException refused(
      String code, @Nullable String param, String message) {
    return new RefusedRequestException(400, code, param, message);
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
