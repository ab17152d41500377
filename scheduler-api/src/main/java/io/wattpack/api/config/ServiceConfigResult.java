package io.wattpack.api.config;

import java.util.List;
import java.util.stream.Collectors;

/** What reading the service's configuration gave: the configuration, or every mistake in it. */
public sealed interface ServiceConfigResult {

  /** The file holds together. */
  record Valid(ServiceConfig config) implements ServiceConfigResult {}

  /**
   * The file does not hold together.
   *
   * @param problems at least one, in the order of reading
   */
  record Invalid(List<FileProblem> problems) implements ServiceConfigResult {
    public Invalid {
      problems = List.copyOf(problems);
    }

    /** All mistakes for people, one after the other. */
    public String format() {
      return problems.stream().map(FileProblem::format).collect(Collectors.joining("\n\n"));
    }
  }
}
