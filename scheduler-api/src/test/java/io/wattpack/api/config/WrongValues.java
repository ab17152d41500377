package io.wattpack.api.config;

import static io.wattpack.api.config.HostileFleet.DOMAIN;
import static io.wattpack.api.config.HostileFleet.NODE;
import static io.wattpack.api.config.HostileFleet.PDU;

import java.util.List;
import java.util.stream.Stream;

/** Mistakes in one key or one value of a fleet file: whatever else it says, they are wrong. */
final class WrongValues {
  private WrongValues() {}

  static Stream<FleetMistake> all() {
    return Stream.of(keys(), types(), ranges(), words()).flatMap(List::stream);
  }

  private static List<FleetMistake> keys() {
    return List.of(
        new FleetMistake(
            "misspelled key",
            "ratingWatts: 100000",
            "ratingWats: 100000",
            DOMAIN + ".ratingWats",
            FileRule.UNKNOWN_KEY),
        new FleetMistake(
            "missing key",
            "ratingWatts: 100000",
            "reserveWatts: 0",
            DOMAIN + ".ratingWatts",
            FileRule.MISSING_KEY),
        new FleetMistake(
            "unknown key at the top", "tenants:", "tenant:", "tenant", FileRule.UNKNOWN_KEY));
  }

  private static List<FleetMistake> types() {
    return List.of(
        new FleetMistake(
            "text for a number", "100000", "a lot", DOMAIN + ".ratingWatts", FileRule.WRONG_TYPE),
        new FleetMistake(
            "unit in the value", "100000", "100kW", DOMAIN + ".ratingWatts", FileRule.WRONG_TYPE),
        new FleetMistake(
            "quoted number", "100000", "\"100000\"", DOMAIN + ".ratingWatts", FileRule.WRONG_TYPE),
        new FleetMistake(
            "fraction",
            "idleWatts: 14",
            "idleWatts: 14.5",
            "gpuModels[0].idleWatts",
            FileRule.WRONG_TYPE),
        new FleetMistake("exponent", "100000", "1e5", DOMAIN + ".ratingWatts", FileRule.WRONG_TYPE),
        new FleetMistake(
            "octal", "100000", "0100000", DOMAIN + ".ratingWatts", FileRule.WRONG_TYPE),
        new FleetMistake(
            "hexadecimal", "100000", "0x186A0", DOMAIN + ".ratingWatts", FileRule.WRONG_TYPE),
        new FleetMistake(
            "list for a number", "100000", "[1]", DOMAIN + ".ratingWatts", FileRule.WRONG_TYPE),
        new FleetMistake(
            "nothing for a number", "100000", "", DOMAIN + ".ratingWatts", FileRule.WRONG_TYPE),
        new FleetMistake(
            "mapping for a list",
            "  - id: customer-a",
            "  id: customer-a",
            "tenants",
            FileRule.WRONG_TYPE),
        new FleetMistake(
            "word for a mapping",
            "  - id: customer-a",
            "  - customer-a",
            "tenants[0]",
            FileRule.WRONG_TYPE));
  }

  private static List<FleetMistake> ranges() {
    return List.of(
        new FleetMistake(
            "negative watts", "100000", "-5", DOMAIN + ".ratingWatts", FileRule.OUT_OF_RANGE),
        new FleetMistake(
            "more than a long",
            "100000",
            "9223372036854775808",
            DOMAIN + ".ratingWatts",
            FileRule.OUT_OF_RANGE),
        new FleetMistake(
            "a hundred digits",
            "100000",
            "1".repeat(100),
            DOMAIN + ".ratingWatts",
            FileRule.OUT_OF_RANGE),
        new FleetMistake(
            "fits a long, not a grid",
            "100000",
            "9223372036854775807",
            DOMAIN + ".ratingWatts",
            FileRule.OUT_OF_RANGE),
        new FleetMistake(
            "share of a percentage",
            "ratingWatts: 50000",
            "ratingWatts: 50000\n            continuousPermille: 1001",
            PDU + ".continuousPermille",
            FileRule.OUT_OF_RANGE),
        new FleetMistake(
            "zero continuous",
            "ratingWatts: 50000",
            "ratingWatts: 50000\n            continuousPermille: 0",
            PDU + ".continuousPermille",
            FileRule.OUT_OF_RANGE),
        new FleetMistake("no GPUs", "gpus: 8", "gpus: 0", NODE + ".gpus", FileRule.OUT_OF_RANGE),
        new FleetMistake(
            "a million nodes in a group",
            "count: 2",
            "count: 1000000",
            NODE + ".count",
            FileRule.OUT_OF_RANGE),
        new FleetMistake(
            "no replicas at most",
            "replicasMax: 4",
            "replicasMax: 0",
            "pools[0].replicasMax",
            FileRule.OUT_OF_RANGE));
  }

  private static List<FleetMistake> words() {
    return List.of(
        new FleetMistake(
            "unknown kind",
            "kind: container-pdu",
            "kind: container",
            PDU + ".kind",
            FileRule.UNKNOWN_WORD),
        new FleetMistake(
            "unknown source",
            "idleWatts: 14, capMinWatts: 40, peakWatts: 72, source: assumed",
            "idleWatts: 14, capMinWatts: 40, peakWatts: 72, source: guessed",
            "gpuModels[0].source",
            FileRule.UNKNOWN_WORD),
        new FleetMistake(
            "unknown tier",
            "tier: standard",
            "tier: premium",
            "pools[0].tier",
            FileRule.UNKNOWN_WORD),
        new FleetMistake(
            "id with a space",
            "id: box",
            "id: the box",
            PDU + ".gpuContainers[0].id",
            FileRule.BAD_NAME),
        new FleetMistake(
            "id with a slash",
            "id: box",
            "id: the/box",
            PDU + ".gpuContainers[0].id",
            FileRule.BAD_NAME),
        new FleetMistake(
            "id of a thousand letters",
            "id: box",
            "id: " + "b".repeat(1000),
            PDU + ".gpuContainers[0].id",
            FileRule.BAD_NAME),
        new FleetMistake(
            "id with a line break",
            "id: box",
            "id: \"b\\nx\"",
            PDU + ".gpuContainers[0].id",
            FileRule.BAD_NAME),
        new FleetMistake(
            "lower-case jurisdiction",
            "US-TX",
            "texas",
            "sites[0].jurisdiction",
            FileRule.BAD_NAME));
  }
}
