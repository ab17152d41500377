package io.wattpack.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.Host;
import io.wattpack.core.model.MigLayout;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.model.Taint;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The keys about hosts, slices, gangs, taints and spread. */
class PlacementKeysTest {
  private static final String PLAIN =
      """
      gpuModels:
        - {id: h100, memoryMebibytes: 81559, idleWatts: 75, capMinWatts: 200, peakWatts: 700, source: assumed}
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
                - {id: branch, kind: branch, ratingWatts: 9000, source: assumed}
              gpuContainers:
                - id: box
                  nodes:
                    - {id: n, gpuModel: h100, gpus: 8, baseWatts: 600, overheadPermille: 100, source: assumed}
      modelProfiles:
        - {model: mini, gpuModel: h100, memoryMebibytes: 9000, tokensPerSecond: 30, millijoulesPerToken: 60, loadMillis: 2000, source: assumed}
      pools:
        - {model: mini, tier: standard, replicasMax: 4}
      """;

  private static final String FULL =
      PLAIN
          .replace("peakWatts: 700,", "peakWatts: 700, mig: h100-80,")
          .replace("jurisdiction: US-TX", "jurisdiction: US-TX\n    taints: [remote]")
          .replace("- id: box", "- id: box\n            taints: [hot]")
          .replace(
              "gpus: 8,",
              "gpus: 8, cpuMilli: 96000, memoryMebibytes: 1048576, linkedGpus: 8, taints: [old], "
                  + "gpuTaints: [{slot: 3, key: burn-in}], "
                  + "cpuPackage: {idleWatts: 15, fullWatts: 120, threads: 48},")
          .replace(
              "memoryMebibytes: 9000,",
              "memoryMebibytes: 9000, mig: 1g.10gb, cpuMilli: 4000, hostMemoryMebibytes: 8192, linked: true,")
          .replace(
              "replicasMax: 4",
              "replicasMax: 4, spread: [{level: branch, max: 2}, {level: node, max: 1}], tolerations: [hot, old]");

  private static Arguments row(String what, String from, String to, String path, FileRule rule) {
    return Arguments.of(what, from, to, path, rule);
  }

  static Stream<Arguments> rows() {
    String node = "sites[0].powerDomains[0].gpuContainers[0].nodes[0]";
    String profile = "modelProfiles[0]";
    return Stream.of(
        row("unknown layout", "h100-80", "h100", "gpuModels[0].mig", FileRule.UNKNOWN_WORD),
        row("one taint", "[remote]", "remote", "sites[0].taints", FileRule.WRONG_TYPE),
        row("bad taint", "[remote]", "[a b]", "sites[0].taints", FileRule.BAD_NAME),
        row("nested taint", "[remote]", "[[a]]", "sites[0].taints", FileRule.BAD_NAME),
        row("taint twice", "[remote]", "[a, a]", "sites[0].taints", FileRule.DUPLICATE_ID),
        row(
            "too many taints",
            "[remote]",
            "[a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q]",
            "sites[0].taints",
            FileRule.OUT_OF_RANGE),
        row(
            "links to more",
            "linkedGpus: 8",
            "linkedGpus: 9",
            node + ".linkedGpus",
            FileRule.FIGURES),
        row("no such slot", "slot: 3", "slot: 8", node + ".gpuTaints", FileRule.FIGURES),
        row("taint of no slot", "slot: 3, ", "", node + ".gpuTaints[0].slot", FileRule.MISSING_KEY),
        row(
            "idle above full",
            "idleWatts: 15",
            "idleWatts: 121",
            node + ".cpuPackage.idleWatts",
            FileRule.FIGURES),
        row(
            "unknown key of a package",
            "threads: 48",
            "threads: 48, cores: 2",
            node + ".cpuPackage.cores",
            FileRule.UNKNOWN_KEY),
        row(
            "package as a number",
            "{idleWatts: 15, fullWatts: 120, threads: 48}",
            "4",
            node + ".cpuPackage",
            FileRule.WRONG_TYPE),
        row("no such slice", "mig: 1g.10gb", "mig: 1g.5gb", profile + ".mig", FileRule.UNRESOLVED),
        row("no slice", "mig: 1g.10gb", "mig: small", profile + ".mig", FileRule.BAD_NAME),
        row("slice of an uncut GPU", " mig: h100-80,", "", profile + ".mig", FileRule.UNRESOLVED),
        row(
            "slice too small",
            "memoryMebibytes: 9000",
            "memoryMebibytes: 10000",
            profile + ".memoryMebibytes",
            FileRule.FIGURES),
        row(
            "slice and share",
            "mig: 1g",
            "gpuShareMilli: 500, mig: 1g",
            profile + ".gpuShareMilli",
            FileRule.FIGURES),
        row(
            "slice and gang",
            "mig: 1g",
            "members: 2, mig: 1g",
            profile + ".members",
            FileRule.FIGURES),
        row(
            "slices of two GPUs",
            "mig: 1g",
            "gpus: 2, mig: 1g",
            profile + ".gpus",
            FileRule.FIGURES),
        row(
            "shared gang",
            "mig: 1g.10gb",
            "gpuShareMilli: 500, members: 2",
            profile + ".gpuShareMilli",
            FileRule.FIGURES),
        row(
            "linked perhaps",
            "linked: true",
            "linked: 1",
            profile + ".linked",
            FileRule.UNKNOWN_WORD),
        row(
            "huge gang",
            "mig: 1g.10gb",
            "members: 65",
            profile + ".members",
            FileRule.OUT_OF_RANGE),
        row(
            "unknown level",
            "level: branch",
            "level: rank",
            "pools[0].spread[0].level",
            FileRule.UNKNOWN_WORD),
        row(
            "level twice",
            "level: branch",
            "level: node",
            "pools[0].spread[1].level",
            FileRule.DUPLICATE_ID),
        row("spread of none", "max: 1", "max: 0", "pools[0].spread[1].max", FileRule.OUT_OF_RANGE),
        row(
            "bad toleration",
            "[hot, old]",
            "[hot, '']",
            "pools[0].tolerations",
            FileRule.BAD_NAME));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void shouldNameThePlaceAndTheRuleOfTheOnlyMistake(
      String what, String from, String to, String path, FileRule rule) {
    assertThat(FULL).contains(from);

    assertThat(FleetFile.read(FULL.replace(from, to)))
        .isInstanceOfSatisfying(
            FleetFileResult.Invalid.class,
            invalid -> {
              assertThat(invalid.problems())
                  .extracting(FileProblem::path, FileProblem::kind)
                  .containsExactly(tuple(path, rule));
              assertThat(invalid.format()).contains("\nMaybe ");
            });
  }

  @Test
  void shouldMeanWhatItMeantWithoutTheNewKeys() {
    Fleet fleet = fleet(PLAIN);
    Node node = fleet.nodes().getFirst();
    ModelProfile profile = fleet.modelProfiles().getFirst();

    assertThat(node.host()).isEqualTo(Host.NOT_COUNTED);
    assertThat(node.linkedGpus()).isEqualTo(1);
    assertThat(node.taints()).isEmpty();
    assertThat(fleet.gpuModels().getFirst().mig()).isEqualTo(MigLayout.NONE);
    assertThat(profile.needs()).isEqualTo(NodeNeeds.NONE);
    assertThat(profile.members()).isEqualTo(1);
    assertThat(fleet.pools().getFirst().rules()).isEqualTo(PlacementRules.NONE);
  }

  @Test
  void shouldReadEveryKey() {
    Fleet fleet = fleet(FULL);

    assertThat(fleet.powerDomains().getLast().kind()).isEqualTo(PowerDomainKind.BRANCH);
    assertThat(fleet.sites().getFirst().taints()).containsExactly("remote");
    assertThat(fleet.gpuContainers().getFirst().taints()).containsExactly("hot");
    assertThat(fleet.nodes().getFirst().taints())
        .containsExactly(Taint.ofNode("old"), new Taint("burn-in", 3));
    assertThat(fleet.modelProfiles().getFirst().needs().migProfile()).isEqualTo("1g.10gb");
    assertThat(fleet.modelProfiles().getFirst().needs().isLinked()).isTrue();
    assertThat(fleet.pools().getFirst().rules())
        .isEqualTo(
            new PlacementRules(
                List.of(
                    new SpreadLimit(SpreadLevel.BRANCH, 2), new SpreadLimit(SpreadLevel.NODE, 1)),
                List.of("hot", "old")));
  }

  @Test
  void shouldTakeAsManyDifferentTaintsAsTheCoreDoes() {
    String most = tainted(Taint.KEYS_MAX);

    assertThat(fleet(most.replace("{id: n, ", "{prefix: n, count: 3, ")).nodes()).hasSize(3);
    assertThat(fleet(most.replace("gpus: 8, ", "gpus: 8, taints: [t0], ")).nodes()).hasSize(1);
  }

  @Test
  void shouldNameTheFirstTaintThatIsOneTooMany() {
    assertThat(FleetFile.read(tainted(Taint.KEYS_MAX + 2)))
        .isInstanceOfSatisfying(
            FleetFileResult.Invalid.class,
            invalid ->
                assertThat(invalid.format())
                    .isEqualTo(
                        """
                        sites[0].powerDomains[0].gpuContainers[0].nodes[0].gpuTaints (line 19, column 50) \
                        must keep the fleet to at most 62 different taints, but was 64 (t62 is one too many).
                        Maybe let one taint stand for several."""));
  }

  /** The plain fleet with so many different taints, of its site and of a GPU. */
  private static String tainted(int count) {
    String gpuTaints =
        IntStream.range(2, count)
            .mapToObj("{slot: 0, key: t%d}"::formatted)
            .collect(Collectors.joining(", ", "gpuTaints: [", "], "));
    return PLAIN
        .replace("jurisdiction: US-TX", "jurisdiction: US-TX\n    taints: [t0, t1]")
        .replace("gpus: 8, ", "gpus: 8, " + gpuTaints);
  }

  @Test
  void shouldShowWhatIsNewAndWhatIsGone() {
    assertThat(ChangeLines.between(fleet(PLAIN), fleet(FULL)))
        .contains("~ gpuModels[h100].mig: none -> h100-80")
        .contains("~ nodes[n].taints: none -> [old]")
        .contains("~ nodes[n].cpuPackage: none -> {idleWatts: 15, fullWatts: 120, threads: 48}")
        .contains(
            "~ pools[mini/standard].spread: none -> [{level: branch, max: 2}, {level: node, max: 1}]")
        .contains("+ modelProfiles[mini on 1 x 1g.10gb h100]");
    assertThat(ChangeLines.between(fleet(FULL), fleet(PLAIN)))
        .contains("~ nodes[n].taints: [old] -> none");
  }

  private static Fleet fleet(String text) {
    return switch (FleetFile.read(text)) {
      case FleetFileResult.Valid valid -> valid.fleet();
      case FleetFileResult.Invalid invalid -> throw new AssertionError(invalid.format());
    };
  }
}
