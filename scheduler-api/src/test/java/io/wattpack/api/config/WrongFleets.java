package io.wattpack.api.config;

import static io.wattpack.api.config.HostileFleet.DOMAIN;
import static io.wattpack.api.config.HostileFleet.NODE;
import static io.wattpack.api.config.HostileFleet.PDU;

import java.util.List;
import java.util.stream.Stream;

/** Mistakes of a fleet file whose values are right one by one, but do not go together. */
final class WrongFleets {
  private WrongFleets() {}

  static Stream<FleetMistake> all() {
    return Stream.of(doubled(), unresolved(), misplaced(), figures()).flatMap(List::stream);
  }

  private static List<FleetMistake> doubled() {
    return List.of(
        new FleetMistake(
            "the same id twice", "id: pdu", "id: grid", PDU + ".id", FileRule.DUPLICATE_ID),
        new FleetMistake(
            "the id of a region", "id: pdu", "id: fleet", PDU + ".id", FileRule.BAD_NAME),
        new FleetMistake(
            "node twice",
            "                  - {prefix: n",
            "                  - {id: n-2, gpuModel: l4, gpus: 1, baseWatts: 0, overheadPermille: 0, source: assumed}\n                  - {prefix: n",
            PDU + ".gpuContainers[0].nodes[1].prefix",
            FileRule.DUPLICATE_ID),
        new FleetMistake(
            "pool twice",
            "pools:",
            "pools:\n  - {model: mini, tier: standard, replicasMax: 1}",
            "pools[1].tier",
            FileRule.DUPLICATE_ID),
        new FleetMistake(
            "profile twice",
            "modelProfiles:",
            "modelProfiles:\n  - {model: mini, gpuModel: l4, gpuShareMilli: 250, memoryMebibytes: 1, tokensPerSecond: 1, millijoulesPerToken: 1, loadMillis: 1, source: assumed}",
            "modelProfiles[1].gpuModel",
            FileRule.DUPLICATE_ID));
  }

  private static List<FleetMistake> unresolved() {
    return List.of(
        new FleetMistake(
            "node of an unknown GPU model",
            "gpuModel: l4, gpus",
            "gpuModel: l5, gpus",
            NODE + ".gpuModel",
            FileRule.UNRESOLVED),
        new FleetMistake(
            "profile of an unknown GPU model",
            "gpuModel: l4, gpuShare",
            "gpuModel: h100, gpuShare",
            "modelProfiles[0].gpuModel",
            FileRule.UNRESOLVED),
        new FleetMistake(
            "node on an unknown domain",
            "gpus: 8,",
            "gpus: 8, powerDomain: rack-9,",
            NODE + ".powerDomain",
            FileRule.UNRESOLVED),
        new FleetMistake(
            "pool without a profile",
            "{model: mini, tier",
            "{model: minni, tier",
            "pools[0].model",
            FileRule.UNRESOLVED));
  }

  private static List<FleetMistake> misplaced() {
    return List.of(
        new FleetMistake(
            "node fed from above its container",
            "gpus: 8,",
            "gpus: 8, powerDomain: grid,",
            NODE + ".powerDomain",
            FileRule.KIND_ORDER),
        new FleetMistake(
            "kinds in the wrong order",
            "kind: container-pdu",
            "kind: interconnect",
            PDU + ".kind",
            FileRule.KIND_ORDER),
        new FleetMistake(
            "no interconnect at the top",
            "kind: interconnect",
            "kind: feeder",
            DOMAIN + ".kind",
            FileRule.KIND_ORDER),
        new FleetMistake(
            "two interconnects",
            "    powerDomains:\n      - id: grid",
            "    powerDomains:\n      - {id: g2, kind: interconnect, ratingWatts: 1, source: assumed}\n      - id: grid",
            "sites[0].powerDomains",
            FileRule.KIND_ORDER));
  }

  private static List<FleetMistake> figures() {
    return List.of(
        new FleetMistake(
            "idle above the lowest cap",
            "idleWatts: 14",
            "idleWatts: 41",
            "gpuModels[0].idleWatts",
            FileRule.FIGURES),
        new FleetMistake(
            "lowest cap above peak",
            "capMinWatts: 40",
            "capMinWatts: 73",
            "gpuModels[0].capMinWatts",
            FileRule.FIGURES),
        new FleetMistake(
            "profile larger than the GPU",
            "memoryMebibytes: 2048",
            "memoryMebibytes: 23035",
            "modelProfiles[0].memoryMebibytes",
            FileRule.FIGURES),
        new FleetMistake(
            "shares of several GPUs",
            "gpuShareMilli: 250",
            "gpus: 2, gpuShareMilli: 250",
            "modelProfiles[0].gpuShareMilli",
            FileRule.FIGURES),
        new FleetMistake(
            "least above most",
            "replicasMin: 0",
            "replicasMin: 5",
            "pools[0].replicasMin",
            FileRule.FIGURES),
        new FleetMistake(
            "reserve above the cap",
            "ratingWatts: 50000",
            "ratingWatts: 50000\n            reserveWatts: 40001",
            PDU + ".reserveWatts",
            FileRule.FIGURES),
        new FleetMistake(
            "floor above the cap",
            "ratingWatts: 50000",
            "ratingWatts: 1600",
            PDU + ".ratingWatts",
            FileRule.FLOOR_OVER_CAP),
        new FleetMistake(
            "floor above a contract",
            "ratingWatts: 50000",
            "ratingWatts: 50000\n            contract: [{from: \"07:00\", to: \"09:00\", watts: 100}]",
            PDU + ".contract",
            FileRule.FLOOR_OVER_CAP),
        new FleetMistake(
            "no time of day",
            "ratingWatts: 50000",
            "ratingWatts: 50000\n            contract: [{from: \"7:00\", to: \"09:00\", watts: 40000}]",
            PDU + ".contract[0].from",
            FileRule.BAD_NAME),
        new FleetMistake(
            "firm miners above the cap",
            "watts: 9000, millijoulesPerTerahash: 17500, actuator: virtual",
            "watts: 90000, millijoulesPerTerahash: 17500, actuator: none",
            PDU + ".ratingWatts",
            FileRule.FLOOR_OVER_CAP));
  }
}
