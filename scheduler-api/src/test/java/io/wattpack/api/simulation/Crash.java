package io.wattpack.api.simulation;

/** The process ends here, as by {@code kill -9}. An error, so that nothing takes it for its own. */
final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  Crash(String where) {
    super("The process was killed %s.".formatted(where), null, false, false);
  }
}
