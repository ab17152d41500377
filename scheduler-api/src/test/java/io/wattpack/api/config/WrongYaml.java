package io.wattpack.api.config;

import static io.wattpack.api.config.HostileFleet.PDU;

import java.util.stream.Stream;

/** Mistakes of a fleet file in YAML itself. */
final class WrongYaml {
  private WrongYaml() {}

  static Stream<FleetMistake> all() {
    return Stream.of(
        new FleetMistake(
            "key twice",
            "id: north",
            "id: north\n    id: south",
            "sites[0].id",
            FileRule.DUPLICATE_KEY),
        new FleetMistake(
            "anchor", "id: north", "id: &a north", "sites[0].id", FileRule.YAML_FEATURE),
        new FleetMistake("alias", "id: pdu", "id: *grid", PDU + ".id", FileRule.YAML_FEATURE),
        new FleetMistake(
            "tag", "id: north", "id: !!java.net.URL north", "sites[0].id", FileRule.YAML_FEATURE),
        new FleetMistake("second document", "tenants:", "---\ntenants:", "", FileRule.YAML_FEATURE),
        new FleetMistake(
            "list as a key", "id: north", "? [a]\n    : north", "sites[0]", FileRule.NOT_YAML),
        new FleetMistake(
            "broken indentation", "    kind: virtual", "   kind: virtual", "", FileRule.NOT_YAML),
        new FleetMistake("tab", "    kind: virtual", "\tkind: virtual", "", FileRule.NOT_YAML),
        new FleetMistake(
            "control character", "id: north", "id: no\u0000rth", "", FileRule.NOT_YAML),
        new FleetMistake("unclosed quote", "id: north", "id: \"north", "", FileRule.NOT_YAML),
        new FleetMistake(
            "merge key", "id: north", "<<: {id: north}", "sites[0].<<", FileRule.UNKNOWN_KEY));
  }
}
