package io.wattpack.api.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;

/** When something ends, as a user writes it: a moment, or a length of time from now. */
final class EndTime {
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}[smh]");

  private EndTime() {}

  /**
   * The moment as the service reads it.
   *
   * @param option where it was written, for the message
   * @param command whose help says more
   */
  static String of(String option, String text, InstantSource clock, String command) {
    try {
      return LENGTH.matcher(text).matches()
          ? fromNow(text, clock).toString()
          : OffsetDateTime.parse(text).toInstant().toString();
    } catch (DateTimeException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "%s is neither a time nor a length of time: '%s'.".formatted(option, text),
          "write 2026-07-01T18:00:00Z or 30m: `wattpack %s --help`.".formatted(command));
    }
  }

  private static Instant fromNow(String length, InstantSource clock) {
    return clock.instant().plus(Duration.parse("PT" + length.toUpperCase(Locale.ROOT)));
  }
}
