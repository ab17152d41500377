package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** How long ago something was, in the two largest units that matter: 42s, 5m10s, 3h4m, 2d3h. */
final class Ages {
  private Ages() {}

  /** The age of a time in unix seconds. */
  static String ofSeconds(JsonNode time, Instant now) {
    return time.isNumber()
        ? text(Duration.between(Instant.ofEpochSecond(time.asLong()), now))
        : "-";
  }

  /** The age of a time in the form of RFC 3339. */
  static String ofTime(JsonNode time, Instant now) {
    try {
      return time.isTextual()
          ? text(Duration.between(OffsetDateTime.parse(time.textValue()).toInstant(), now))
          : "-";
    } catch (DateTimeException e) {
      return time.asText();
    }
  }

  static String text(Duration age) {
    Duration past = age.isNegative() ? Duration.ZERO : age;
    if (past.toDays() > 0) {
      return past.toDays() + "d" + past.toHoursPart() + "h";
    }
    if (past.toHours() > 0) {
      return past.toHours() + "h" + past.toMinutesPart() + "m";
    }
    return past.toMinutes() > 0
        ? past.toMinutes() + "m" + past.toSecondsPart() + "s"
        : past.toSeconds() + "s";
  }
}
