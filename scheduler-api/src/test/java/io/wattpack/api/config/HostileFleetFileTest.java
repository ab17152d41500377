package io.wattpack.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

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

/**
 * What a fleet file must not say, one thing a row; and that nothing anybody types ends in an
 * exception.
 */
class HostileFleetFileTest {
  private static final String SOUND =
      """
      gpuModels:
        - {id: l4, memoryMebibytes: 23034, idleWatts: 14, capMinWatts: 40, peakWatts: 72, source: assumed}
      sites:
        - id: north
          kind: virtual
          priceZone: ERCOT
          jurisdiction: US-TX
          powerDomains:
            - id: grid
              kind: interconnect
              ratingWatts: 100000
              source: assumed
              powerDomains:
                - id: pdu
                  kind: container-pdu
                  ratingWatts: 50000
                  source: assumed
                  gpuContainers:
                    - id: box
                      nodes:
                        - {prefix: n, count: 2, gpuModel: l4, gpus: 8, baseWatts: 600, overheadPermille: 100, source: assumed}
                  minerGroups:
                    - {id: miners, watts: 9000, millijoulesPerTerahash: 17500, actuator: virtual, offMillis: 500, onMillis: 900, source: assumed}
      modelProfiles:
        - {model: mini, gpuModel: l4, gpuShareMilli: 250, memoryMebibytes: 2048, tokensPerSecond: 30, millijoulesPerToken: 60, loadMillis: 2000, source: assumed}
      pools:
        - {model: mini, tier: standard, replicasMin: 0, replicasMax: 4}
      tenants:
        - id: customer-a
      """;

  private static Arguments row(String what, String from, String to, String path, FileRule rule) {
    return Arguments.of(what, from, to, path, rule);
  }

  static Stream<Arguments> rows() {
    String domain = "sites[0].powerDomains[0]";
    String pdu = domain + ".powerDomains[0]";
    String node = pdu + ".gpuContainers[0].nodes[0]";
    String miners = pdu + ".minerGroups[0]";
    return Stream.of(
        row(
            "misspelled key",
            "ratingWatts: 100000",
            "ratingWats: 100000",
            domain + ".ratingWats",
            FileRule.UNKNOWN_KEY),
        row(
            "missing key",
            "ratingWatts: 100000",
            "reserveWatts: 0",
            domain + ".ratingWatts",
            FileRule.MISSING_KEY),
        row("unknown key at the top", "tenants:", "tenant:", "tenant", FileRule.UNKNOWN_KEY),
        row("text for a number", "100000", "a lot", domain + ".ratingWatts", FileRule.WRONG_TYPE),
        row("unit in the value", "100000", "100kW", domain + ".ratingWatts", FileRule.WRONG_TYPE),
        row("quoted number", "100000", "\"100000\"", domain + ".ratingWatts", FileRule.WRONG_TYPE),
        row(
            "fraction",
            "idleWatts: 14",
            "idleWatts: 14.5",
            "gpuModels[0].idleWatts",
            FileRule.WRONG_TYPE),
        row("exponent", "100000", "1e5", domain + ".ratingWatts", FileRule.WRONG_TYPE),
        row("octal", "100000", "0100000", domain + ".ratingWatts", FileRule.WRONG_TYPE),
        row("hexadecimal", "100000", "0x186A0", domain + ".ratingWatts", FileRule.WRONG_TYPE),
        row("list for a number", "100000", "[1]", domain + ".ratingWatts", FileRule.WRONG_TYPE),
        row("nothing for a number", "100000", "", domain + ".ratingWatts", FileRule.WRONG_TYPE),
        row(
            "mapping for a list",
            "  - id: customer-a",
            "  id: customer-a",
            "tenants",
            FileRule.WRONG_TYPE),
        row(
            "word for a mapping",
            "  - id: customer-a",
            "  - customer-a",
            "tenants[0]",
            FileRule.WRONG_TYPE),
        row("negative watts", "100000", "-5", domain + ".ratingWatts", FileRule.OUT_OF_RANGE),
        row(
            "more than a long",
            "100000",
            "9223372036854775808",
            domain + ".ratingWatts",
            FileRule.OUT_OF_RANGE),
        row(
            "a hundred digits",
            "100000",
            "1".repeat(100),
            domain + ".ratingWatts",
            FileRule.OUT_OF_RANGE),
        row(
            "fits a long, not a grid",
            "100000",
            "9223372036854775807",
            domain + ".ratingWatts",
            FileRule.OUT_OF_RANGE),
        row(
            "share of a percentage",
            "ratingWatts: 50000",
            "ratingWatts: 50000\n            continuousPermille: 1001",
            pdu + ".continuousPermille",
            FileRule.OUT_OF_RANGE),
        row(
            "zero continuous",
            "ratingWatts: 50000",
            "ratingWatts: 50000\n            continuousPermille: 0",
            pdu + ".continuousPermille",
            FileRule.OUT_OF_RANGE),
        row("no GPUs", "gpus: 8", "gpus: 0", node + ".gpus", FileRule.OUT_OF_RANGE),
        row(
            "a million nodes in a group",
            "count: 2",
            "count: 1000000",
            node + ".count",
            FileRule.OUT_OF_RANGE),
        row(
            "no replicas at most",
            "replicasMax: 4",
            "replicasMax: 0",
            "pools[0].replicasMax",
            FileRule.OUT_OF_RANGE),
        row(
            "unknown kind",
            "kind: container-pdu",
            "kind: container",
            pdu + ".kind",
            FileRule.UNKNOWN_WORD),
        row(
            "unknown source",
            "idleWatts: 14, capMinWatts: 40, peakWatts: 72, source: assumed",
            "idleWatts: 14, capMinWatts: 40, peakWatts: 72, source: guessed",
            "gpuModels[0].source",
            FileRule.UNKNOWN_WORD),
        row(
            "unknown tier",
            "tier: standard",
            "tier: premium",
            "pools[0].tier",
            FileRule.UNKNOWN_WORD),
        row(
            "id with a space",
            "id: box",
            "id: the box",
            pdu + ".gpuContainers[0].id",
            FileRule.BAD_NAME),
        row(
            "id with a slash",
            "id: box",
            "id: the/box",
            pdu + ".gpuContainers[0].id",
            FileRule.BAD_NAME),
        row(
            "id of a thousand letters",
            "id: box",
            "id: " + "b".repeat(1000),
            pdu + ".gpuContainers[0].id",
            FileRule.BAD_NAME),
        row(
            "id with a line break",
            "id: box",
            "id: \"b\\nx\"",
            pdu + ".gpuContainers[0].id",
            FileRule.BAD_NAME),
        row(
            "lower-case jurisdiction",
            "US-TX",
            "texas",
            "sites[0].jurisdiction",
            FileRule.BAD_NAME),
        row("the same id twice", "id: pdu", "id: grid", pdu + ".id", FileRule.DUPLICATE_ID),
        row(
            "node twice",
            "                  - {prefix: n",
            "                  - {id: n-2, gpuModel: l4, gpus: 1, baseWatts: 0, overheadPermille: 0, source: assumed}\n                  - {prefix: n",
            pdu + ".gpuContainers[0].nodes[1].prefix",
            FileRule.DUPLICATE_ID),
        row(
            "pool twice",
            "pools:",
            "pools:\n  - {model: mini, tier: standard, replicasMax: 1}",
            "pools[1].tier",
            FileRule.DUPLICATE_ID),
        row(
            "profile twice",
            "modelProfiles:",
            "modelProfiles:\n  - {model: mini, gpuModel: l4, gpuShareMilli: 250, memoryMebibytes: 1, tokensPerSecond: 1, millijoulesPerToken: 1, loadMillis: 1, source: assumed}",
            "modelProfiles[1].gpuModel",
            FileRule.DUPLICATE_ID),
        row(
            "node of an unknown GPU model",
            "gpuModel: l4, gpus",
            "gpuModel: l5, gpus",
            node + ".gpuModel",
            FileRule.UNRESOLVED),
        row(
            "profile of an unknown GPU model",
            "gpuModel: l4, gpuShare",
            "gpuModel: h100, gpuShare",
            "modelProfiles[0].gpuModel",
            FileRule.UNRESOLVED),
        row(
            "node on an unknown domain",
            "gpus: 8,",
            "gpus: 8, powerDomain: rack-9,",
            node + ".powerDomain",
            FileRule.UNRESOLVED),
        row(
            "pool without a profile",
            "{model: mini, tier",
            "{model: minni, tier",
            "pools[0].model",
            FileRule.UNRESOLVED),
        row(
            "node fed from above its container",
            "gpus: 8,",
            "gpus: 8, powerDomain: grid,",
            node + ".powerDomain",
            FileRule.KIND_ORDER),
        row(
            "kinds in the wrong order",
            "kind: container-pdu",
            "kind: interconnect",
            pdu + ".kind",
            FileRule.KIND_ORDER),
        row(
            "no interconnect at the top",
            "kind: interconnect",
            "kind: feeder",
            domain + ".kind",
            FileRule.KIND_ORDER),
        row(
            "two interconnects",
            "    powerDomains:\n      - id: grid",
            "    powerDomains:\n      - {id: g2, kind: interconnect, ratingWatts: 1, source: assumed}\n      - id: grid",
            "sites[0].powerDomains",
            FileRule.KIND_ORDER),
        row(
            "idle above the lowest cap",
            "idleWatts: 14",
            "idleWatts: 41",
            "gpuModels[0].idleWatts",
            FileRule.FIGURES),
        row(
            "lowest cap above peak",
            "capMinWatts: 40",
            "capMinWatts: 73",
            "gpuModels[0].capMinWatts",
            FileRule.FIGURES),
        row(
            "profile larger than the GPU",
            "memoryMebibytes: 2048",
            "memoryMebibytes: 23035",
            "modelProfiles[0].memoryMebibytes",
            FileRule.FIGURES),
        row(
            "shares of several GPUs",
            "gpuShareMilli: 250",
            "gpus: 2, gpuShareMilli: 250",
            "modelProfiles[0].gpuShareMilli",
            FileRule.FIGURES),
        row(
            "least above most",
            "replicasMin: 0",
            "replicasMin: 5",
            "pools[0].replicasMin",
            FileRule.FIGURES),
        row(
            "reserve above the cap",
            "ratingWatts: 50000",
            "ratingWatts: 50000\n            reserveWatts: 40001",
            pdu + ".reserveWatts",
            FileRule.FIGURES),
        row(
            "floor above the cap",
            "ratingWatts: 50000",
            "ratingWatts: 1600",
            pdu + ".ratingWatts",
            FileRule.FLOOR_OVER_CAP),
        row(
            "firm miners above the cap",
            "watts: 9000, millijoulesPerTerahash: 17500, actuator: virtual",
            "watts: 90000, millijoulesPerTerahash: 17500, actuator: none",
            pdu + ".ratingWatts",
            FileRule.FLOOR_OVER_CAP),
        row(
            "key twice",
            "id: north",
            "id: north\n    id: south",
            "sites[0].id",
            FileRule.DUPLICATE_KEY),
        row("anchor", "id: north", "id: &a north", "sites[0].id", FileRule.YAML_FEATURE),
        row("alias", "id: pdu", "id: *grid", pdu + ".id", FileRule.YAML_FEATURE),
        row("tag", "id: north", "id: !!java.net.URL north", "sites[0].id", FileRule.YAML_FEATURE),
        row("second document", "tenants:", "---\ntenants:", "", FileRule.YAML_FEATURE),
        row("merge key", "id: north", "<<: {id: north}", "sites[0].<<", FileRule.UNKNOWN_KEY),
        row("list as a key", "id: north", "? [a]\n    : north", "sites[0]", FileRule.NOT_YAML),
        row("broken indentation", "    kind: virtual", "   kind: virtual", "", FileRule.NOT_YAML),
        row("tab", "    kind: virtual", "\tkind: virtual", "", FileRule.NOT_YAML),
        row("control character", "id: north", "id: no\u0000rth", "", FileRule.NOT_YAML),
        row("unclosed quote", "id: north", "id: \"north", "", FileRule.NOT_YAML));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void shouldNamePathAndRuleWhenTheFileIsWrong(
      String what, String from, String to, String path, FileRule rule) {
    String text = SOUND.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));
    assertThat(text).as("the row changes the file").isNotEqualTo(SOUND);

    List<FileProblem> problems = problemsOf(text);

    assertThat(problems)
        .extracting(FileProblem::path, FileProblem::kind)
        .contains(tuple(path, rule));
    assertThat(problems)
        .allSatisfy(problem -> assertThat(problem.hint()).startsWith("Maybe ").endsWith("."));
    assertThat(problems).allSatisfy(problem -> assertThat(problem.line()).isPositive());
  }

  @Test
  void shouldReportAMistakeOnceWhenOtherRulesNeedTheValue() {
    String pools = "pools:\n  - {model: mini, tier: interactive, replicasMax: 1}\n";
    String text =
        SOUND
            .replace("pools:\n", pools)
            .replace("tier: standard", "tier: standart")
            .replace("gpuShareMilli: 250", "gpus: 2, gpuShareMilli: whole")
            .replace("capMinWatts: 40", "capMinWatts: forty")
            .replace("ratingWatts: 50000", "ratingWatts: 50kW")
            .replace("kind: interconnect", "kind: grid");

    assertThat(problemsOf(text))
        .extracting(FileProblem::path)
        .containsExactly(
            "gpuModels[0].capMinWatts",
            "sites[0].powerDomains[0].kind",
            "sites[0].powerDomains[0].powerDomains[0].ratingWatts",
            "modelProfiles[0].gpuShareMilli",
            "pools[1].tier");
  }

  @Test
  void shouldAcceptTheFileTheRowsStartFrom() {
    assertThat(FleetFile.read(SOUND)).isInstanceOf(FleetFileResult.Valid.class);
  }

  @Test
  void shouldAcceptFiguresAtTheirLimits() {
    String text =
        SOUND
            .replace("idleWatts: 14, capMinWatts: 40", "idleWatts: 72, capMinWatts: 72")
            .replace("memoryMebibytes: 2048", "memoryMebibytes: 23034")
            .replace("replicasMin: 0", "replicasMin: 4")
            // Two nodes of 600 W with eight idle GPUs of 72 W and a tenth for fans (79.2, counted
            // as 80).
            .replace(
                "ratingWatts: 50000",
                "ratingWatts: 2490\n            continuousPermille: 1000\n            reserveWatts: 10");

    assertThat(FleetFile.read(text)).isInstanceOf(FleetFileResult.Valid.class);
    assertThat(problemsOf(text.replace("reserveWatts: 10", "reserveWatts: 11")))
        .extracting(FileProblem::kind)
        .containsExactly(FileRule.FLOOR_OVER_CAP);
  }

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
  void shouldReportEveryMistakeWhenThereAreSeveral() {
    String text =
        SOUND
            .replace("ratingWatts: 100000", "ratingWats: 100000")
            .replace("US-TX", "texas")
            .replace("gpus: 8", "gpus: eight")
            .replace("tier: standard", "tier: standart")
            .replace("memoryMebibytes: 2048", "memoryMebibytes: 99999999");

    assertThat(problemsOf(text))
        .extracting(FileProblem::kind)
        .containsExactly(
            FileRule.BAD_NAME,
            FileRule.MISSING_KEY,
            FileRule.WRONG_TYPE,
            FileRule.UNKNOWN_KEY,
            FileRule.UNKNOWN_WORD,
            FileRule.FIGURES);
  }

  @Test
  void shouldSuggestTheKeyAndShowThePlaceWhenAKeyIsMisspelled() {
    FileProblem problem =
        problemsOf(SOUND.replace("ratingWatts: 100000", "ratingWats: 100000")).stream()
            .filter(p -> p.kind() == FileRule.UNKNOWN_KEY)
            .findFirst()
            .orElseThrow();

    assertThat(problem.format())
        .isEqualTo(
            """
            sites[0].powerDomains[0].ratingWats (line 11, column 9) is not a key of a power domain.
            Maybe you meant ratingWatts.""");
  }

  @Test
  void shouldSayWhatAlwaysDrawsWhenTheFloorExceedsTheCap() {
    FileProblem problem =
        problemsOf(SOUND.replace("ratingWatts: 50000", "ratingWatts: 1600")).getFirst();

    // Two nodes of 600 W and eight idle GPUs of 14 W with a tenth for fans (15.4, counted as 16);
    // 80 % of 1,600 W.
    assertThat(problem.rule()).contains("1456 W").contains("1280 W");
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

  private static List<FileProblem> problemsOf(String text) {
    return switch (FleetFile.read(text)) {
      case FleetFileResult.Invalid invalid -> invalid.problems();
      case FleetFileResult.Valid valid -> throw new AssertionError("accepted: " + text);
    };
  }
}
