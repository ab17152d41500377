package io.wattpack.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Holds docs/cli.md against the commands as they are. */
class CliReferenceTest {
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

  private final Map<String, String> sections = new LinkedHashMap<>();
  private final Map<String, CommandLine> commands = new LinkedHashMap<>();
  private String text = "";

  @BeforeEach
  void read() throws IOException {
    text = Files.readString(repository().resolve("docs/cli.md"));
    for (String section : text.split("\n##+ ")) {
      sections.put(section.lines().findFirst().orElse(""), section);
    }
    collect(new Invocation().commandLine());
  }

  @Test
  void shouldDescribeEveryCommandAndNoOther() {
    assertThat(sections.keySet().stream().filter(title -> title.startsWith("wattpack ")))
        .containsExactlyInAnyOrderElementsOf(commands.keySet());
  }

  @Test
  void shouldNameExactlyTheOptionsOfEachCommand() {
    commands.forEach(
        (name, command) ->
            assertThat(options(sections.getOrDefault(name, "")))
                .as(name)
                .containsAll(own(command))
                .isSubsetOf(all(command)));
  }

  @Test
  void shouldListEveryExitCodeAsTheHelpDoes() {
    for (ExitCode code : ExitCode.values()) {
      assertThat(sections.get("Exit codes"))
          .contains("| %d | %s |".formatted(code.code(), code.meaning()));
    }
  }

  private void collect(CommandLine command) {
    if (command.getSubcommands().isEmpty()) {
      commands.put(command.getCommandSpec().qualifiedName(), command);
    }
    command.getSubcommands().values().forEach(this::collect);
  }

  private static TreeSet<String> options(String section) {
    TreeSet<String> found = new TreeSet<>();
    Matcher matcher = OPTION.matcher(section);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  private static TreeSet<String> all(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .map(OptionSpec::longestName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Without those that every command has. */
  private static TreeSet<String> own(CommandLine command) {
    TreeSet<String> own = all(command);
    own.removeAll(List.of("--help", "--version", "--output", "--no-headers"));
    return own;
  }

  private static Path repository() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("docs/cli.md")) ? here : here.getParent();
  }
}
