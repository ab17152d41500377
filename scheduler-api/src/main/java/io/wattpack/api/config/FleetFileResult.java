package io.wattpack.api.config;

import io.wattpack.core.model.Fleet;
import java.util.List;
import java.util.stream.Collectors;

/** What reading a fleet file gave: a fleet, or every mistake in it. */
public sealed interface FleetFileResult {

  /** The file holds together. */
  record Valid(Fleet fleet) implements FleetFileResult {}

  /**
   * The file does not hold together.
   *
   * @param problems at least one, in the order of reading; at most a thousand
   */
  record Invalid(List<FileProblem> problems) implements FleetFileResult {
    public Invalid {
      problems = List.copyOf(problems);
    }

    /** All mistakes for people, one after the other. */
    public String format() {
      return problems.stream().map(FileProblem::format).collect(Collectors.joining("\n\n"));
    }
  }
}
