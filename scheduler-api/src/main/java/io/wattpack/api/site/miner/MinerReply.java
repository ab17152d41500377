package io.wattpack.api.site.miner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A reply that is whole, well formed and not a refusal. Anything else is a {@link MinerException}
 * when it is read.
 */
final class MinerReply {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final int SHOWN_MAX = 80;
  private static final BigDecimal FIGURE_MAX = BigDecimal.valueOf(1_000_000_000_000L);

  private final MinerRequest request;
  private final JsonNode root;

  private MinerReply(MinerRequest request, JsonNode root) {
    this.request = request;
    this.root = root;
  }

  /**
   * Reads what came back.
   *
   * @throws MinerException when it is not a reply, or says no
   */
  static MinerReply read(MinerRequest request, byte[] bytes) {
    MinerReply reply = new MinerReply(request, parse(request, bytes));
    reply.checkStatus();
    return reply;
  }

  private static JsonNode parse(MinerRequest request, byte[] bytes) {
    if (bytes.length == 0) {
      throw request.failed(MinerFault.CLOSED_EARLY, "closed the connection without a reply");
    }
    try {
      JsonNode root = JSON.readTree(bytes);
      if (root.isObject()) {
        return root;
      }
    } catch (JsonEOFException e) {
      throw request.failed(MinerFault.CLOSED_EARLY, "sent half a reply: " + shown(request, bytes));
    } catch (JsonProcessingException e) {
      throw malformed(request, bytes);
    } catch (IOException e) {
      throw new IllegalStateException("Bytes in memory could not be read.", e);
    }
    throw malformed(request, bytes);
  }

  private static MinerException malformed(MinerRequest request, byte[] bytes) {
    return request.failed(
        MinerFault.MALFORMED, "sent what is no JSON object: " + shown(request, bytes));
  }

  private static String shown(MinerRequest request, byte[] bytes) {
    return request.shown(new String(bytes, StandardCharsets.UTF_8));
  }

  private void checkStatus() {
    JsonNode status = root.path("STATUS").path(0);
    String letter = status.path("STATUS").asText();
    switch (letter) {
      case "S", "W", "I" -> {}
      case "E", "F" ->
          throw request.failed(
              MinerFault.REFUSED,
              "refused with code %d (%s)"
                  .formatted(
                      status.path("Code").asInt(), request.masked(status.path("Msg").asText())));
      default ->
          throw request.failed(
              MinerFault.NO_STATUS, "sent no status: " + request.shown(root.toString()));
    }
  }

  /** The first entry of a section. */
  JsonNode section(String name) {
    JsonNode entry = root.path(name).path(0);
    if (!entry.isObject()) {
      throw request.failed(
          MinerFault.NO_SECTION,
          "sent no section %s: %s".formatted(name, request.shown(root.toString())));
    }
    return entry;
  }

  /** A figure that must be there. */
  long figure(String section, String field, RoundingMode rounding) {
    JsonNode value = section(section).path(field);
    if (value.isNumber()) {
      BigDecimal figure = value.decimalValue();
      if (figure.signum() >= 0 && figure.compareTo(FIGURE_MAX) <= 0) {
        return figure.setScale(0, rounding).longValueExact();
      }
    }
    throw request.failed(
        MinerFault.BAD_VALUE, "sent %s for %s".formatted(request.shown(value.toString()), field));
  }

  /** A word that may be absent: then null. */
  @Nullable String word(String section, String field) {
    JsonNode value = section(section).path(field);
    return value.isTextual() ? value.textValue() : null;
  }

  boolean isTrue(String section, String field) {
    return section(section).path(field).asBoolean();
  }

  boolean has(String section, String field) {
    return section(section).path(field).isNumber();
  }

  static String cut(String text) {
    String printable = text.replaceAll("[^ -~]", ".");
    return printable.length() <= SHOWN_MAX ? printable : printable.substring(0, SHOWN_MAX) + "...";
  }
}
