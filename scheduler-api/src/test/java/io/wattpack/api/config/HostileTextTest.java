package io.wattpack.api.config;

import static io.wattpack.api.config.HostileFleet.SOUND;
import static io.wattpack.api.config.HostileFleet.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Text that is no fleet file at all; nothing that anybody types ends in an exception. */
class HostileTextTest {
  static Stream<Arguments> wholeFiles() {
    return Stream.of(
        Arguments.of("empty", "", FileRule.EMPTY_FILE),
        Arguments.of("white space", " \n\n", FileRule.EMPTY_FILE),
        Arguments.of("comments", "# nothing\n", FileRule.EMPTY_FILE),
        Arguments.of("null", "~", FileRule.EMPTY_FILE),
        Arguments.of("a word", "hello", FileRule.WRONG_TYPE),
        Arguments.of("a list", "- 1\n- 2", FileRule.WRONG_TYPE),
        Arguments.of("JSON of something else", "{\"a\": 1}", FileRule.UNKNOWN_KEY),
        Arguments.of("a binary file", "\u007fELF\u0002\u0001\u0000", FileRule.NOT_YAML),
        Arguments.of("a lone surrogate", "sites: [\ud800]", FileRule.NOT_YAML),
        Arguments.of("a YAML bomb", bomb(), FileRule.YAML_FEATURE),
        Arguments.of(
            "four megabytes of brackets", "[".repeat(YamlText.BYTES_MAX), FileRule.TOO_DEEP),
        Arguments.of(
            "four megabytes of braces", "{a: ".repeat(YamlText.BYTES_MAX / 4), FileRule.TOO_DEEP),
        Arguments.of("too large", "# " + "x".repeat(YamlText.BYTES_MAX), FileRule.TOO_LARGE),
        Arguments.of(
            "too large in bytes",
            "# " + "\u00e9".repeat(YamlText.BYTES_MAX / 2),
            FileRule.TOO_LARGE),
        Arguments.of(
            "a hundred thousand unknown keys",
            "sites: []\n" + unknownKeys(100_000),
            FileRule.UNKNOWN_KEY),
        Arguments.of("a million nodes", nodes(100), FileRule.TOO_LARGE));
  }

  private static String bomb() {
    return IntStream.range(1, 20)
        .mapToObj(i -> "a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1))
        .collect(Collectors.joining("", "a0: &a0 x\n", ""));
  }

  private static String unknownKeys(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "site%d: 1\n".formatted(i))
        .collect(Collectors.joining());
  }

  private static String nodes(int groups) {
    String line = "                  - {prefix: n";
    String more =
        IntStream.range(0, groups)
            .mapToObj(
                i ->
                    line
                        + i
                        + ", count: 10000, gpuModel: l4, gpus: 1, baseWatts: 0, overheadPermille: 0, source: assumed}\n")
            .collect(Collectors.joining());
    return SOUND.replaceFirst(Pattern.quote(line), Matcher.quoteReplacement(more + line));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wholeFiles")
  @Timeout(15)
  void shouldNameTheRuleWhenTheFileIsNoFleet(String what, String text, FileRule rule) {
    List<FileProblem> problems = problemsOf(text);

    assertThat(problems).extracting(FileProblem::kind).contains(rule);
    assertThat(problems).hasSizeLessThanOrEqualTo(Problems.KEPT_MAX);
  }

  @Test
  void shouldRefuseBytesThatAreNoText(@TempDir Path folder) throws IOException {
    Path file =
        Files.write(
            folder.resolve("fleet.yaml"), new byte[] {'i', 'd', ':', (byte) 0xff, (byte) 0xfe});

    assertThat(FleetFile.read(file))
        .isInstanceOfSatisfying(
            FleetFileResult.Invalid.class,
            invalid ->
                assertThat(invalid.problems())
                    .extracting(FileProblem::kind)
                    .containsExactly(FileRule.NOT_YAML));
  }

  @Test
  void shouldSurviveWhenAnyPieceOfTheFileIsReplaced() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> pieces =
        List.of(
            "", " ", "\n", "-", ":", "[", "]", "{", "}", "&a", "*a", "!!x", "\"", "'", "#", "\t",
            "|", ">", "?", "%", "-1", "\u0007", "\ud800", "~");
    for (int i = 0; i < 1_000; i++) {
      int start = random.nextInt(SOUND.length());
      int end = Math.min(SOUND.length(), start + random.nextInt(12));
      String text =
          SOUND.substring(0, start)
              + pieces.get(random.nextInt(pieces.size()))
              + SOUND.substring(end);
      assertThatCode(() -> FleetFile.read(text))
          .as("seed %d, round %d", seed, i)
          .doesNotThrowAnyException();
    }
  }
}
