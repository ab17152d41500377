package io.wattpack.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.main.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

/** What the documentation tells people to type and to open exists. */
class DocsTest {
  private static final Pattern SHELL_BLOCK =
      Pattern.compile(
          "^[ ]*```(?:bash|sh|shell|console)[^\\n]*\\n(.*?)^[ ]*```",
          Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern ANY_BLOCK =
      Pattern.compile("^[ ]*```.*?^[ ]*```", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("`[^`\\n]*`");
  private static final Pattern LINK =
      Pattern.compile(
          "\\[[^\\]]*\\]\\(<?([^)\\s>]+)>?(?:\\s+\"[^\"]*\")?\\)|(?:src|href)=\"([^\"]+)\"");
  private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.+?) *#*$", Pattern.MULTILINE);

  @Test
  void shouldShowOnlyCommandsThatParse() {
    List<String> mistakes = new ArrayList<>();
    for (Path page : pages()) {
      Matcher block = SHELL_BLOCK.matcher(read(page));
      while (block.find()) {
        for (List<String> call : ShellCommands.callsOf("wattpack", block.group(1))) {
          try {
            Main.commandLine().parseArgs(call.toArray(String[]::new));
          } catch (ParameterException mistake) {
            mistakes.add(
                "%s: wattpack %s: %s"
                    .formatted(name(page), String.join(" ", call), mistake.getMessage()));
          }
        }
      }
    }
    assertThat(mistakes).isEmpty();
  }

  @Test
  void shouldLinkOnlyToWhatExists() {
    List<String> mistakes = new ArrayList<>();
    for (Path page : pages()) {
      String prose = CODE.matcher(ANY_BLOCK.matcher(read(page)).replaceAll("")).replaceAll("code");
      Matcher link = LINK.matcher(prose);
      while (link.find()) {
        String target = link.group(1) == null ? link.group(2) : link.group(1);
        if (!resolves(page, target)) {
          mistakes.add("%s: %s".formatted(name(page), target));
        }
      }
    }
    assertThat(mistakes).isEmpty();
  }

  private static boolean resolves(Path page, String target) {
    if (target.matches("[a-z][a-z0-9+.-]*:.*")) {
      return true;
    }
    int hash = target.indexOf('#');
    String file = hash < 0 ? target : target.substring(0, hash);
    Path aim = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    if (!Files.exists(aim)) {
      return false;
    }
    return hash < 0
        || !aim.toString().endsWith(".md")
        || anchors(aim).contains(target.substring(hash + 1));
  }

  private static List<String> anchors(Path page) {
    return HEADING
        .matcher(ANY_BLOCK.matcher(read(page)).replaceAll(""))
        .results()
        .map(heading -> anchor(heading.group(1)))
        .toList();
  }

  private static String anchor(String heading) {
    return heading
        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  private static List<Path> pages() {
    List<Path> pages = new ArrayList<>();
    for (String place : List.of("README.md", "docs", "deploy")) {
      Path start = root().resolve(place);
      if (Files.exists(start)) {
        try (Stream<Path> found = Files.walk(start)) {
          found.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        } catch (IOException failure) {
          throw new UncheckedIOException(failure);
        }
      }
    }
    return pages;
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("scheduler-core/pom.xml"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("The tests do not run inside the repository.");
    }
    return folder;
  }

  private static String name(Path page) {
    return root().relativize(page).toString();
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
