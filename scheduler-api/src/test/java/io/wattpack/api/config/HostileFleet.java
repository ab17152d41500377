package io.wattpack.api.config;

import java.util.List;

/**
 * A fleet file in which nothing is wrong, to put mistakes into, and what the reader says of such a
 * text.
 */
final class HostileFleet {
  static final String SOUND =
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

  static final String DOMAIN = "sites[0].powerDomains[0]";
  static final String PDU = DOMAIN + ".powerDomains[0]";
  static final String NODE = PDU + ".gpuContainers[0].nodes[0]";

  private HostileFleet() {}

  static List<FileProblem> problemsOf(String text) {
    return switch (FleetFile.read(text)) {
      case FleetFileResult.Invalid invalid -> invalid.problems();
      case FleetFileResult.Valid valid -> throw new AssertionError("accepted: " + text);
    };
  }
}
