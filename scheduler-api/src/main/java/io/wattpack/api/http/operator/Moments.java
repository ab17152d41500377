package io.wattpack.api.http.operator;

import io.wattpack.api.http.ApiError;
import io.wattpack.api.http.Fields;
import io.wattpack.core.power.GridLimit;
import io.wattpack.core.units.EpochMillis;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads when something that an operator orders shall end. */
final class Moments {
  private Moments() {}

  /**
   * The member {@code until}; null without it.
   *
   * @param what ends then, for messages: "The limit"
   */
  static @Nullable EpochMillis until(Fields fields, InstantSource clock, String what) {
    Optional<String> text = fields.text("until");
    if (text.isEmpty()) {
      return null;
    }
    long millis = millis("until", text.get());
    if (millis <= clock.millis()) {
      throw ApiError.inField(
              422,
              "until_in_the_past",
              "until",
              "%s would end at %s, which is past.".formatted(what, text.get()))
          .asException();
    }
    return new EpochMillis(millis);
  }

  /** The moment of that member; empty without it. */
  static Optional<EpochMillis> at(Fields fields, String name) {
    return fields.text(name).map(text -> new EpochMillis(millis(name, text)));
  }

  private static long millis(String name, String text) {
    try {
      long millis = OffsetDateTime.parse(text).toInstant().toEpochMilli();
      if (millis >= 0 && millis <= GridLimit.MOMENT_MAX) {
        return millis;
      }
      throw new DateTimeException("It is no moment of the years 1970 to 9999.");
    } catch (DateTimeException | ArithmeticException e) {
      throw Fields.invalid(
          name,
          "'%s' must be a time like 2026-11-23T14:00:00Z (1970 to 9999), but was '%s'."
              .formatted(name, text));
    }
  }
}
