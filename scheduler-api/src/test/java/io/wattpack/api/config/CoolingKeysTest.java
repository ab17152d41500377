package io.wattpack.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerCooling;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.units.Watts;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The keys about the cooling of GPU containers. */
class CoolingKeysTest {
  private static final String PLAIN =
      """
      gpuModels:
        - {id: h100, memoryMebibytes: 81559, idleWatts: 100, capMinWatts: 200, peakWatts: 700, source: assumed}
      sites:
        - id: north
          kind: virtual
          priceZone: ERCOT
          jurisdiction: US-TX
          powerDomains:
            - id: grid
              kind: interconnect
              ratingWatts: 5000
              continuousPermille: 1000
              source: assumed
              minerGroups:
                - {id: asics, watts: 100, millijoulesPerTerahash: 20000, actuator: virtual, offMillis: 1, onMillis: 1, source: assumed}
              powerDomains:
                - id: pdu
                  kind: container-pdu
                  ratingWatts: 5000
                  source: assumed
                  powerDomains:
                    - {id: rack, kind: rack, ratingWatts: 3000, source: assumed}
                  gpuContainers:
                    - id: box
                      nodes:
                        - {id: n, gpuModel: h100, gpus: 8, baseWatts: 200, overheadPermille: 0, source: assumed}
      """;

  private static final String COOLED =
      PLAIN.replace("- id: box", "- id: box\n                cooling: {excessPermille: 150}");

  private static String with(String keys) {
    return COOLED.replace("excessPermille: 150", "excessPermille: 150, " + keys);
  }

  private static GpuContainer box(String file) {
    assertThat(FleetFile.read(file)).isInstanceOf(FleetFileResult.Valid.class);
    Fleet fleet = ((FleetFileResult.Valid) FleetFile.read(file)).fleet();
    return fleet.gpuContainers().getFirst();
  }

  @Test
  void shouldCountNoCoolingUnlessToldTo() {
    assertThat(box(PLAIN).cooling()).isNull();
  }

  @Test
  void shouldTakeUsualFiguresForWhatIsNotTold() {
    assertThat(box(COOLED).cooling())
        .isEqualTo(
            new GpuContainerCooling(150, 4, 15_000, null, 0, 35_000, new PowerDomainId("pdu")));
  }

  @Test
  void shouldReadEveryKey() {
    String file =
        with(
            "excessPermillePerKelvin: 7, fromMilliCelsius: 18000, heatCapacityWatts: 2000, "
                + "heatLossPermillePerKelvin: 20, heatRatedMilliCelsius: 33000, powerDomain: grid");

    assertThat(box(file).cooling())
        .isEqualTo(
            new GpuContainerCooling(
                150, 7, 18_000, new Watts(2_000), 20, 33_000, new PowerDomainId("grid")));
  }

  @Test
  void shouldWriteWhatItReads() {
    for (String keys : new String[] {"fromMilliCelsius: 0", "heatCapacityWatts: 2000", ""}) {
      String file = keys.isEmpty() ? with("powerDomain: grid") : with(keys);
      Fleet fleet = ((FleetFileResult.Valid) FleetFile.read(file)).fleet();

      assertThat(FleetFile.read(FleetFile.write(fleet)))
          .isEqualTo(new FleetFileResult.Valid(fleet));
    }
  }

  static Stream<Arguments> mistakes() {
    String box = "sites[0].powerDomains[0].powerDomains[0].gpuContainers[0]";
    String heat = "heatCapacityWatts: 2000";
    return Stream.of(
        Arguments.of(
            COOLED.replace("150}", "3001}"),
            box + ".cooling.excessPermille",
            FileRule.OUT_OF_RANGE),
        Arguments.of(with("pue: 1150"), box + ".cooling.pue", FileRule.UNKNOWN_KEY),
        Arguments.of(
            COOLED.replace("{excessPermille: 150}", "none"), box + ".cooling", FileRule.WRONG_TYPE),
        Arguments.of(with("powerDomain: rack"), box + ".cooling", FileRule.KIND_ORDER),
        Arguments.of(with("powerDomain: nowhere"), box + ".cooling", FileRule.UNRESOLVED),
        // 1,000 W are always drawn.
        Arguments.of(with("heatCapacityWatts: 999"), box + ".cooling", FileRule.FLOOR_OVER_CAP),
        Arguments.of(
            with(heat)
                .replace(
                    "ratingWatts: 5000\n            source: assumed\n            powerDomains:",
                    "ratingWatts: 5000\n            source: assumed\n"
                        + "            minerGroups:\n"
                        + "              - {id: more, watts: 100, millijoulesPerTerahash: 20000,"
                        + " actuator: virtual, offMillis: 1, onMillis: 1, source: assumed}\n"
                        + "            powerDomains:"),
            "sites[0].powerDomains[0].powerDomains[0].minerGroups[0].id",
            FileRule.KIND_ORDER),
        Arguments.of(
            with(heat) + "              - {id: other, nodes: []}\n",
            "sites[0].powerDomains[0].powerDomains[0].gpuContainers[1].id",
            FileRule.KIND_ORDER),
        // 1,000 W always drawn, and 210 W to cool them at 30 degrees.
        Arguments.of(
            COOLED.replace(
                "ratingWatts: 5000\n            source",
                "ratingWatts: 1209\n            continuousPermille: 1000\n            source"),
            "sites[0].powerDomains[0].powerDomains[0].ratingWatts",
            FileRule.FLOOR_OVER_CAP));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void shouldNameTheMistake(String file, String path, FileRule rule) {
    assertThat(FleetFile.read(file)).isInstanceOf(FleetFileResult.Invalid.class);
    assertThat(((FleetFileResult.Invalid) FleetFile.read(file)).problems())
        .extracting(FileProblem::path, FileProblem::kind)
        .containsExactly(tuple(path, rule));
  }

  @Test
  void shouldSpareAFloorThatIsJustCarried() {
    String file =
        COOLED.replace(
            "ratingWatts: 5000\n            source",
            "ratingWatts: 1210\n            continuousPermille: 1000\n            source");

    assertThat(box(file).cooling()).isNotNull();
  }
}
