package io.wattpack.api.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a service refuses, and the ways not to reach it, into words, an exit code and a next
 * step.
 */
final class Refusals {
  private static final int DETAIL_CHARACTERS_MAX = 400;

  private Refusals() {}

  static CommandFailure of(int status, String body, Address address) {
    String sentence = sentence(status, body);
    return sentence.contains("\nMaybe ")
        ? new CommandFailure(exitCode(status), sentence)
        : new CommandFailure(exitCode(status), sentence, next(status, address));
  }

  static CommandFailure unreachable(Address address) {
    return new UnreachableFailure(
        "No service answers at %s.".formatted(address.base()),
        "start one with `./wattpack demo`, or check %s.".formatted(address.origin()));
  }

  static CommandFailure broken(Address address, IOException cause) {
    return new UnreachableFailure(
        "The connection to %s broke: %s.".formatted(address.base(), cause(cause)),
        "see whether the service still runs, then run the command again.");
  }

  static CommandFailure silent(Address address) {
    return new CommandFailure(
        ExitCode.TIMEOUT,
        "%s did not answer in time.".formatted(address.base()),
        "look at its log, or run `wattpack site list` to see whether it answers at all.");
  }

  static CommandFailure interrupted() {
    return new CommandFailure(ExitCode.INTERRUPTED, "Interrupted.", "run the command again.");
  }

  static String cause(IOException e) {
    @Nullable String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static ExitCode exitCode(int status) {
    return switch (status) {
      case 401, 403 -> ExitCode.AUTH;
      case 404, 410 -> ExitCode.NOT_FOUND;
      case 409, 412 -> ExitCode.CONFLICT;
      case 408, 504 -> ExitCode.TIMEOUT;
      case 400, 402, 413, 415, 422, 429, 503, 507 -> ExitCode.REFUSED;
      default -> ExitCode.FAILURE;
    };
  }

  private static String next(int status, Address address) {
    return switch (exitCode(status)) {
      case AUTH ->
          "check the key in %s; a batch needs a customer's key, power an operator's."
              .formatted(address.origin());
      case NOT_FOUND ->
          "list what there is: `wattpack batch list`, `wattpack job list` or `wattpack power get`.";
      case CONFLICT -> "look at its state with the `get` command of the same noun.";
      case REFUSED ->
          "change what the message names, then run the command again; `--help` shows what is accepted.";
      case TIMEOUT -> "run the command again.";
      default -> "look at the log of the service, then run the command again.";
    };
  }

  private static String sentence(int status, String body) {
    @Nullable JsonNode answer = parsed(body);
    if (answer == null) {
      return "The service answered %d without saying why.".formatted(status);
    }
    boolean enveloped = answer.path("error").isObject();
    JsonNode error = enveloped ? answer.path("error") : answer;
    String code = error.path("code").asText("");
    String detail = first(error.path("message"), answer.path("detail"), answer.path("title"));
    String shown = detail.isEmpty() ? "The service refused this." : ended(shortened(detail));
    String mark = code.isEmpty() ? " (%d)".formatted(status) : " (%d %s)".formatted(status, code);
    return marked(shown, mark) + list(answer);
  }

  /** The mark ends the first line: the line after it says what to do. */
  static String marked(String text, String mark) {
    int end = text.indexOf('\n');
    return end < 0 ? text + mark : text.substring(0, end) + mark + text.substring(end);
  }

  /** The single mistakes of an invalid document, a line each. */
  private static String list(JsonNode answer) {
    StringJoiner lines = new StringJoiner("\n  ", "\n  ", "").setEmptyValue("");
    for (JsonNode mistake : answer.path("errors")) {
      lines.add(mistakeLine(mistake));
    }
    return lines.toString();
  }

  private static String mistakeLine(JsonNode mistake) {
    StringJoiner line = new StringJoiner(" ");
    for (String member : new String[] {"path", "value", "rule", "hint"}) {
      String text = mistake.path(member).asText("");
      if (!text.isEmpty()) {
        line.add(member.equals("value") ? "'" + text + "'" : text);
      }
    }
    return line.length() == 0 ? mistake.toString() : line.toString();
  }

  private static String first(JsonNode... candidates) {
    for (JsonNode candidate : candidates) {
      if (!candidate.asText("").isEmpty()) {
        return candidate.asText();
      }
    }
    return "";
  }

  private static String ended(String sentence) {
    return sentence.endsWith(".") || sentence.endsWith("?") ? sentence : sentence + ".";
  }

  private static String shortened(String text) {
    return text.length() <= DETAIL_CHARACTERS_MAX
        ? text
        : text.substring(0, DETAIL_CHARACTERS_MAX) + "...";
  }

  private static @Nullable JsonNode parsed(String body) {
    try {
      JsonNode node = Json.parse(body);
      return node.isObject() ? node : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
