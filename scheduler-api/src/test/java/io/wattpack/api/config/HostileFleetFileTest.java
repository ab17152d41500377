package io.wattpack.api.config;

import static io.wattpack.api.config.HostileFleet.SOUND;
import static io.wattpack.api.config.HostileFleet.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a fleet file must not say, one thing a row, and how it is told. */
class HostileFleetFileTest {
  static Stream<FleetMistake> mistakes() {
    return Stream.of(WrongValues.all(), WrongFleets.all(), WrongYaml.all()).flatMap(all -> all);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void shouldNamePathAndRuleWhenTheFileIsWrong(FleetMistake mistake) {
    assertThat(mistake.text()).as("the row changes the file").isNotEqualTo(SOUND);

    List<FileProblem> problems = problemsOf(mistake.text());

    assertThat(problems)
        .extracting(FileProblem::path, FileProblem::kind)
        .contains(tuple(mistake.path(), mistake.rule()));
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
}
