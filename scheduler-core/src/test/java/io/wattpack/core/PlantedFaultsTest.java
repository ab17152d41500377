package io.wattpack.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The planted faults, the page that lists them and the tests they name stay together. */
class PlantedFaultsTest {
  private static final Path ROOT = root();
  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z0-9-]+)` \\| (.+) \\| `(\\w+)#(\\w+)` \\|$", Pattern.MULTILINE);

  /** One patch: what it says in front of its first file. */
  private record Fault(Path patch, String description, String module, String type, String method) {
    static Fault read(Path patch) {
      String head = text(patch).split("(?m)^--- ", 2)[0];
      String test = field(head, "Test");
      assertThat(field(head, "Part")).as("%s", patch).isNotEmpty();
      return new Fault(
          patch,
          field(head, "Fault"),
          field(head, "Module"),
          test.substring(0, test.indexOf('#')),
          test.substring(test.indexOf('#') + 1));
    }

    String row() {
      String name = patch.getFileName().toString().replace(".patch", "");
      String simpleType = type.substring(type.lastIndexOf('.') + 1);
      return "%s: %s: %s#%s".formatted(name, description, simpleType, method);
    }

    Path source() {
      return ROOT.resolve(module)
          .resolve("src/test/java")
          .resolve(type.replace('.', '/') + ".java");
    }
  }

  @Test
  void shouldListEveryPlantedFaultAndNoOther() throws IOException {
    List<String> rows = new ArrayList<>();
    Matcher row = ROW.matcher(text(ROOT.resolve("docs/how-we-test.md")));
    while (row.find()) {
      rows.add("%s: %s: %s#%s".formatted(row.group(1), row.group(2), row.group(3), row.group(4)));
    }

    assertThat(rows).isEqualTo(faults().stream().map(Fault::row).toList());
  }

  @Test
  void shouldNameATestThatExists() throws IOException {
    for (Fault fault : faults()) {
      assertThat(fault.source()).as("%s", fault.patch()).exists();
      assertThat(text(fault.source())).as("%s", fault.patch()).contains(" " + fault.method() + "(");
    }
  }

  @Test
  void shouldApplyToTheSourcesAsTheyAre() throws Exception {
    assumeTrue(run("git", "--version").isEmpty(), "git is not installed");
    List<String> mistakes = new ArrayList<>();
    for (Fault fault : faults()) {
      String error = run("git", "apply", "--check", fault.patch().toString());
      if (!error.isEmpty()) {
        mistakes.add("%s: %s".formatted(fault.patch().getFileName(), error));
      }
    }
    assertThat(mistakes).isEmpty();
  }

  private static List<Fault> faults() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("docs/planted-faults"))) {
      return files
          .filter(file -> file.toString().endsWith(".patch"))
          .sorted()
          .map(Fault::read)
          .toList();
    }
  }

  private static String field(String patch, String name) {
    Matcher line = Pattern.compile("^" + name + ": (.+)$", Pattern.MULTILINE).matcher(patch);
    assertThat(line.find()).as("a line '%s: ...' in %s", name, patch).isTrue();
    return line.group(1);
  }

  /** Runs the command at the root; what it printed if it failed, nothing if it did not. */
  private static String run(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return process.exitValue() == 0 ? "" : output;
    } catch (IOException missing) {
      return missing.toString();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("scheduler-core/pom.xml"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new AssertionError("The tests do not run inside the project.");
    }
    return folder;
  }
}
