package io.wattpack.api.config;

import io.wattpack.core.model.Fleet;
import java.io.IOException;
import java.nio.file.Path;

/** The fleet as a YAML file: key by key in {@code docs/fleet-format.md}. */
public final class FleetFile {
  private FleetFile() {}

  /** The fleet, or all mistakes at once; never throws for what the text says. */
  public static FleetFileResult read(String text) {
    Problems problems = new Problems();
    return YamlText.read(text, problems)
        .flatMap(node -> Section.root(node, "a fleet", problems))
        .map(root -> checked(root, problems))
        .orElseGet(() -> new FleetFileResult.Invalid(problems.list()));
  }

  private static FleetFileResult checked(Section root, Problems problems) {
    FleetDraft draft = FleetReader.read(root);
    FleetRules.check(draft);
    return problems.isEmpty()
        ? new FleetFileResult.Valid(draft.fleet())
        : new FleetFileResult.Invalid(problems.list());
  }

  /**
   * Reads a file of at most 4 MiB of UTF-8.
   *
   * @throws IOException when the file cannot be read at all; a file that is too large or not text
   *     is a mistake in it
   */
  public static FleetFileResult read(Path file) throws IOException {
    Problems problems = new Problems();
    return TextFile.read(file, problems)
        .map(FleetFile::read)
        .orElseGet(() -> new FleetFileResult.Invalid(problems.list()));
  }

  /**
   * The fleet as text that {@link #read(String)} reads back to an equal fleet, if the fleet came
   * from a file.
   */
  public static String write(Fleet fleet) {
    return FleetWriter.write(fleet);
  }
}
