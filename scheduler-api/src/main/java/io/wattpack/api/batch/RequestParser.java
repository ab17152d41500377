package io.wattpack.api.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line of an input file without building a tree: a line is read at validation and again
 * at every lease.
 */
final class RequestParser {
  private static final int BYTES_PER_TOKEN = 4;
  private static final int MESSAGE_CHARACTERS_MAX = 200;
  private static final JsonFactory JSON = new JsonFactory();

  private final byte[] bytes;
  private final int start;
  private final int length;
  private final int line;

  private @Nullable String customId;
  private @Nullable String method;
  private @Nullable String url;
  private @Nullable String body;
  private @Nullable String model;
  private boolean hasInput;
  private int inputs;
  private long inputBytes;
  private long inputTokens;
  private @Nullable BatchError mistake;

  private RequestParser(byte[] bytes, int start, int length, int line) {
    this.bytes = bytes;
    this.start = start;
    this.length = length;
    this.line = line;
  }

  static ParsedRequest parse(byte[] bytes, int start, int length, int line) {
    RequestParser request = new RequestParser(bytes, start, length, line);
    request.read();
    long tokens = request.inputTokens + Math.ceilDiv(request.inputBytes, BYTES_PER_TOKEN);
    return new ParsedRequest(
        request.customId,
        request.method,
        request.url,
        request.body,
        request.model,
        request.hasInput,
        request.inputs,
        Math.max(1, tokens),
        request.mistake);
  }

  private void read() {
    if (hasNul()) {
      mistake(
          "invalid_json_line", "Line %d holds a NUL byte.\nMaybe save the file as UTF-8.", null);
      return;
    }
    try (JsonParser json = JSON.createParser(bytes, start, length)) {
      readLine(json);
    } catch (JsonProcessingException e) {
      mistake = invalidJson(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean hasNul() {
    for (int i = start; i < start + length; i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private void readLine(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      mistake(
          "invalid_json_line",
          "Line %d is not a JSON object.\nMaybe write one request per line, each in braces.",
          null);
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "custom_id" -> customId = text(json, "custom_id");
        case "method" -> method = text(json, "method");
        case "url" -> url = text(json, "url");
        case "body" -> readBody(json);
        default -> json.skipChildren();
      }
    }
    if (json.nextToken() != null) {
      mistake(
          "invalid_json_line",
          "Line %d goes on after its object.\nMaybe a line break is missing.",
          null);
    }
  }

  private void readBody(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      wrongType(json, "body", "an object");
      return;
    }
    long from = json.currentTokenLocation().getByteOffset();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "model" -> model = text(json, "body.model");
        case "input" -> readInput(json);
        default -> json.skipChildren();
      }
    }
    long to = json.currentLocation().getByteOffset();
    body = new String(bytes, start + (int) from, (int) (to - from), StandardCharsets.UTF_8);
  }

  /**
   * A text, texts, tokens, or lists of tokens; anything else is the model's to refuse, line by
   * line.
   */
  private void readInput(JsonParser json) throws IOException {
    hasInput = json.currentToken() != JsonToken.VALUE_NULL;
    inputs = 0;
    inputBytes = 0;
    inputTokens = 0;
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      inputs = 1;
      inputBytes = utf8Length(json);
    } else if (json.currentToken() == JsonToken.START_ARRAY) {
      readInputs(json);
    } else {
      json.skipChildren();
    }
  }

  private void readInputs(JsonParser json) throws IOException {
    boolean isTokens = false;
    int depth = 1;
    while (depth > 0) {
      JsonToken token = json.nextToken();
      switch (Objects.requireNonNull(token)) {
        case START_ARRAY -> {
          inputs += depth == 1 ? 1 : 0;
          depth++;
        }
        case END_ARRAY -> depth--;
        case VALUE_STRING -> {
          inputs += depth == 1 ? 1 : 0;
          inputBytes += utf8Length(json);
        }
        case VALUE_NUMBER_INT -> {
          isTokens |= depth == 1;
          inputTokens++;
        }
        default -> json.skipChildren();
      }
    }
    inputs += isTokens ? 1 : 0;
  }

  private @Nullable String text(JsonParser json, String param) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getText();
    }
    if (json.currentToken() != JsonToken.VALUE_NULL) {
      wrongType(json, param, "a string");
    }
    return null;
  }

  private void wrongType(JsonParser json, String param, String wanted) throws IOException {
    json.skipChildren();
    mistake("invalid_type", "Line %d: '" + param + "' must be " + wanted + ".", param);
  }

  private void mistake(String code, String message, @Nullable String param) {
    if (mistake == null) {
      mistake = new BatchError(code, message.formatted(line), param, line);
    }
  }

  private BatchError invalidJson(JsonProcessingException e) {
    // Only the parser's own words, shortened: its full message quotes the customer's line at
    // length.
    String why = e instanceof JsonParseException ? e.getOriginalMessage() : "too deep or too long";
    String shortened =
        why.length() > MESSAGE_CHARACTERS_MAX ? why.substring(0, MESSAGE_CHARACTERS_MAX) : why;
    return new BatchError(
        "invalid_json_line",
        "Line %d is not valid JSON: %s".formatted(line, shortened),
        null,
        line);
  }

  private static long utf8Length(JsonParser json) throws IOException {
    char[] characters = json.getTextCharacters();
    int from = json.getTextOffset();
    int to = from + json.getTextLength();
    long bytes = 0;
    for (int i = from; i < to; i++) {
      char c = characters[i];
      // A surrogate is half of a character of four bytes.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }
}
