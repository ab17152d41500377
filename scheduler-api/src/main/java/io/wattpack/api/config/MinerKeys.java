package io.wattpack.api.config;

import static java.lang.Math.toIntExact;

import io.wattpack.api.config.ServiceConfig.MinerMachines;
import io.wattpack.api.config.ServiceConfig.Miners;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads and writes the part of the configuration that says where miners are. */
final class MinerKeys {
  private final Set<String> groups = new HashSet<>();
  private final Set<String> machines = new HashSet<>();

  private MinerKeys() {}

  static Miners read(Section section) {
    MinerKeys keys = new MinerKeys();
    List<MinerMachines> groups = new ArrayList<>();
    for (Section group : section.list(ServiceKeys.MINER_GROUPS, "a miner group")) {
      groups.add(keys.group(group));
    }
    Miners miners =
        new Miners(
            toIntExact(section.number(ServiceKeys.ASLEEP_WATTS_MAX)),
            toIntExact(section.number(ServiceKeys.PARALLEL_MAX)),
            toIntExact(section.number(ServiceKeys.ESCALATE_MILLIS)),
            groups);
    section.refuseOthers();
    return miners;
  }

  private MinerMachines group(Section section) {
    String id = section.id(ServiceKeys.MINER_GROUP);
    List<String> addresses = section.names(ServiceKeys.MACHINES);
    section.refuseOthers();
    if (!groups.add(id)) {
      twice(section, ServiceKeys.MINER_GROUP, id, "must stand once under groups");
    }
    addresses.stream()
        .filter(address -> !machines.add(address))
        .findFirst()
        .ifPresent(
            address -> twice(section, ServiceKeys.MACHINES, address, "must be in one group only"));
    return new MinerMachines(id, addresses);
  }

  private static void twice(Section section, Key key, String value, String rule) {
    section.problem(key.name(), FileRule.DUPLICATE_ID, value, rule, "Maybe remove one of the two.");
  }

  static void write(YamlLines lines, Miners miners) {
    put(lines, ServiceKeys.ASLEEP_WATTS_MAX, miners.asleepWattsMax());
    put(lines, ServiceKeys.PARALLEL_MAX, miners.parallelMax());
    put(lines, ServiceKeys.ESCALATE_MILLIS, miners.escalateMillis());
    if (miners.groups().isEmpty()) {
      lines.empty(ServiceKeys.MINER_GROUPS);
      return;
    }
    lines.open(ServiceKeys.MINER_GROUPS);
    miners.groups().forEach(group -> write(lines, group));
    lines.close();
  }

  private static void write(YamlLines lines, MinerMachines group) {
    lines.item();
    lines.put(ServiceKeys.MINER_GROUP.name(), group.group());
    lines.flow(
        ServiceKeys.MACHINES.name(),
        group.machines().stream()
            .map(YamlLines::scalar)
            .collect(Collectors.joining(", ", "[", "]")));
    lines.close();
  }

  private static void put(YamlLines lines, Key key, long value) {
    lines.put(key.name(), Long.toString(value));
  }
}
