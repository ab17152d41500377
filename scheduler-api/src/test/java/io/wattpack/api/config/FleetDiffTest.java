package io.wattpack.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.model.Fleet;
import org.junit.jupiter.api.Test;

class FleetDiffTest {
  private static final String NOW =
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
              gpuContainers:
                - id: box
                  nodes:
                    - {prefix: n, count: 2, gpuModel: l4, gpus: 8, baseWatts: 600, overheadPermille: 100, source: assumed}
      tenants:
        - {id: customer-a, tenants: [{id: search}]}
      """;

  @Test
  void shouldSayNoChangesWhenNothingDiffers() {
    assertThat(between(NOW, NOW)).isEmpty();
  }

  @Test
  void shouldShowOldAndNewValueWhenAKeyChanges() {
    assertThat(
            between(
                NOW, NOW.replace("100000", "90000").replace("assumed}\nsites", "measured}\nsites")))
        .isEqualTo(
            """
            ~ gpuModels[l4].source: assumed -> measured
            ~ powerDomains[grid].ratingWatts: 100000 -> 90000""");
  }

  @Test
  void shouldListOnlyTheNewNodeWhenAGroupGrows() {
    assertThat(between(NOW, NOW.replace("count: 2", "count: 3")))
        .isEqualTo(
            "+ nodes[n-3]: gpuModel: l4, gpus: 8, baseWatts: 600, overheadPermille: 100, powerDomain: grid,"
                + " source: assumed, gpuContainer: box");
  }

  @Test
  void shouldListWhatIsRemoved() {
    assertThat(between(NOW, NOW.replace(", tenants: [{id: search}]", "")))
        .isEqualTo("- tenants[search]: name: search, weight: 1, parent: customer-a");
  }

  @Test
  void shouldShowThatAThingMovesWhenOnlyItsPlaceChanges() {
    assertThat(
            between(
                NOW,
                NOW.replace(
                    "{id: customer-a, tenants: [{id: search}]}",
                    "{id: customer-a}\n  - {id: search}")))
        .isEqualTo("~ tenants[search].parent: customer-a -> none");
  }

  @Test
  void shouldNotCallAnotherOrderADifference() {
    String swapped =
        NOW.replace("{id: customer-a, tenants: [{id: search}]}", "{id: b}\n  - {id: a}");

    assertThat(between(swapped, swapped.replace("{id: b}\n  - {id: a}", "{id: a}\n  - {id: b}")))
        .isEmpty();
  }

  private static String between(String now, String wanted) {
    return ChangeLines.between(fleet(now), fleet(wanted));
  }

  private static Fleet fleet(String text) {
    return switch (FleetFile.read(text)) {
      case FleetFileResult.Valid valid -> valid.fleet();
      case FleetFileResult.Invalid invalid -> throw new AssertionError(invalid.format());
    };
  }
}
