package io.wattpack.api.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that a fleet file must not say.
 *
 * @param from what {@link HostileFleet#SOUND} says first
 * @param to what the file says instead
 * @param path where the mistake is
 * @param rule which it breaks
 */
record FleetMistake(String what, String from, String to, String path, FileRule rule) {
  /** The file with the mistake. */
  String text() {
    return HostileFleet.SOUND.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));
  }

  @Override
  public String toString() {
    return what;
  }
}
