package io.wattpack.api.batch;

import io.wattpack.core.model.ModelId;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads an input file once, as a stream, and says whether it may run and in which chunks. Memory is
 * bounded by one line and the custom ids; mistakes are collected up to a limit, so that a customer
 * corrects a file once.
 */
final class InputValidator {
  private static final int MODEL_CHARACTERS_MAX = 200;

  private final BatchLimits limits;
  private final String endpoint;
  private final Predicate<ModelId> isServed;
  private final List<BatchError> errors = new ArrayList<>();
  private final Map<String, Integer> lineOfCustomId = new HashMap<>();
  private final ChunkCutter chunks;
  private @Nullable String model;
  private int modelLine;
  private int requests;
  private long inputs;
  private long tokens;

  private InputValidator(BatchLimits limits, String endpoint, Predicate<ModelId> isServed) {
    this.limits = limits;
    this.endpoint = endpoint;
    this.isServed = isServed;
    this.chunks = new ChunkCutter(limits);
  }

  /** Reads the whole stream, unless it is beyond repair before its end. */
  static Validation validate(
      InputStream in, String endpoint, BatchLimits limits, Predicate<ModelId> isServed)
      throws IOException {
    InputValidator validator = new InputValidator(limits, endpoint, isServed);
    validator.readLines(new LineReader(in, limits.lineBytesMax(), 0));
    return validator.verdict();
  }

  private void readLines(LineReader lines) throws IOException {
    while (errors.size() < limits.errorsMax() && lines.next()) {
      if (lines.number() > limits.linesMax()) {
        tooMany("too_many_lines", "lines, blank ones included", limits.linesMax(), lines.number());
        return;
      }
      if (!lines.isBlank() && !readRequest(lines)) {
        return;
      }
    }
  }

  /** False: a limit of the whole file is passed, the rest does not matter. */
  private boolean readRequest(LineReader lines) {
    int line = lines.number();
    requests++;
    if (requests > limits.requestsMax()) {
      tooMany("too_many_requests", "requests", limits.requestsMax(), line);
      return false;
    }
    if (lines.isTooLong()) {
      error(
          "line_too_long",
          "Line %d is longer than %d bytes.\nMaybe put fewer inputs into one request."
              .formatted(line, limits.lineBytesMax()),
          null,
          line);
      return true;
    }
    ParsedRequest request = RequestParser.parse(lines.bytes(), lines.start(), lines.length(), line);
    checkRequest(request, line);
    inputs += request.inputs();
    tokens += request.tokens();
    chunks.add(line, lines.offset(), lines.nextOffset(), request.tokens());
    if (inputs > limits.inputsMax()) {
      tooMany("too_many_inputs", "inputs over all requests", limits.inputsMax(), line);
      return false;
    }
    return true;
  }

  private void checkRequest(ParsedRequest request, int line) {
    if (request.mistake() != null) {
      errors.add(request.mistake());
      return;
    }
    checkCustomId(request.customId(), line);
    checkMethod(request.method(), line);
    checkUrl(request.url(), line);
    if (request.body() == null) {
      missing("body", line);
      return;
    }
    checkModel(request.model(), line);
    if (!request.hasInput()) {
      missing("body.input", line);
    }
  }

  private void checkCustomId(@Nullable String customId, int line) {
    if (customId == null) {
      missing("custom_id", line);
      return;
    }
    if (customId.isEmpty() || customId.length() > limits.customIdCharactersMax()) {
      error(
          "invalid_custom_id",
          "Line %d: 'custom_id' must have 1 to %d characters, but has %d."
              .formatted(line, limits.customIdCharactersMax(), customId.length()),
          "custom_id",
          line);
      return;
    }
    Integer before = lineOfCustomId.putIfAbsent(customId, line);
    if (before != null) {
      error(
          "duplicate_custom_id",
          "The custom_id '%s' of line %d was used before, in line %d.\nMaybe number the requests."
              .formatted(shortened(customId), line, before),
          "custom_id",
          line);
    }
  }

  private void checkMethod(@Nullable String method, int line) {
    if (method == null) {
      missing("method", line);
    } else if (!method.equals("POST")) {
      error(
          "invalid_method",
          "Line %d: 'method' must be POST, but was '%s'.".formatted(line, shortened(method)),
          "method",
          line);
    }
  }

  private void checkUrl(@Nullable String url, int line) {
    if (url == null) {
      missing("url", line);
    } else if (!url.equals(endpoint)) {
      error(
          "invalid_url",
          "Line %d: 'url' must be the batch's endpoint %s, but was '%s'."
              .formatted(line, endpoint, shortened(url)),
          "url",
          line);
    }
  }

  private void checkModel(@Nullable String name, int line) {
    if (name == null) {
      missing("body.model", line);
    } else if (model == null) {
      model = name;
      modelLine = line;
      checkServed(name, line);
    } else if (!name.equals(model)) {
      error(
          "mismatched_model",
          "Line %d asks for the model '%s', but line %d for '%s': a batch has one model.\nMaybe make a batch per model."
              .formatted(line, shortened(name), modelLine, shortened(model)),
          "body.model",
          line);
    }
  }

  private void checkServed(String name, int line) {
    if (!isModelId(name) || !isServed.test(new ModelId(name))) {
      error(
          "model_not_found",
          "Line %d: nobody serves the model '%s'.\nMaybe GET /v1/models lists the one you mean."
              .formatted(line, shortened(name)),
          "body.model",
          line);
    }
  }

  private static boolean isModelId(String name) {
    return !name.isEmpty()
        && name.length() <= MODEL_CHARACTERS_MAX
        && name.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
  }

  private Validation verdict() {
    if (requests == 0 && errors.isEmpty()) {
      errors.add(
          new BatchError(
              "empty_file",
              "The input file holds no request.\nMaybe the upload was cut off.",
              "input_file_id",
              null));
    }
    if (!errors.isEmpty() || model == null) {
      return new Validation.Invalid(List.copyOf(errors));
    }
    return new Validation.Valid(new ModelId(model), requests, tokens, chunks.finish());
  }

  private void missing(String param, int line) {
    error(
        "missing_required_parameter",
        "Line %d: '%s' is missing.".formatted(line, param),
        param,
        line);
  }

  private void tooMany(String code, String what, long limit, int line) {
    error(
        code,
        "Line %d passes the limit of %d %s.\nMaybe split the file.".formatted(line, limit, what),
        null,
        line);
  }

  private void error(String code, String message, @Nullable String param, int line) {
    if (errors.size() < limits.errorsMax()) {
      errors.add(new BatchError(code, message, param, line));
    }
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
