package io.wattpack.api.main;

import io.wattpack.api.config.ServiceConfig;
import io.wattpack.api.config.ServiceConfig.MinerMachines;
import io.wattpack.api.site.MinerSwitches;
import io.wattpack.api.site.miner.DriverOptions;
import io.wattpack.api.site.miner.JsonTcpMiners;
import io.wattpack.api.site.miner.MinerAddress;
import io.wattpack.api.site.miner.SocketLimits;
import io.wattpack.api.site.miner.SocketTransport;
import io.wattpack.api.time.Timer;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.MinerActuator;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The switches of real miners, wired to their addresses. */
final class MinerParts {
  private MinerParts() {}

  static MinerSwitches switches(
      ServiceConfig.Miners config,
      Timer timer,
      Executor threads,
      RandomGenerator random,
      MinerWatch watch) {
    DriverOptions options =
        DriverOptions.DEFAULT
            .withAsleepWattsMax(config.asleepWattsMax())
            .withParallelMax(config.parallelMax())
            .withEscalateMillis(config.escalateMillis());
    return new JsonTcpMiners(
        addresses(config),
        new SocketTransport(threads, timer, SocketLimits.DEFAULT),
        random,
        options,
        watch);
  }

  private static Map<MinerGroupId, List<MinerAddress>> addresses(ServiceConfig.Miners config) {
    Map<MinerGroupId, List<MinerAddress>> addresses = new LinkedHashMap<>();
    for (MinerMachines group : config.groups()) {
      addresses.put(
          new MinerGroupId(group.group()),
          group.machines().stream().map(MinerAddress::parse).toList());
    }
    return addresses;
  }

  /**
   * Refuses a fleet whose miners could not be switched.
   *
   * @throws StartFailure that names the groups
   */
  static void requireAddresses(ServiceConfig.Miners config, Fleet fleet) {
    Map<MinerGroupId, List<MinerAddress>> known = addresses(config);
    String missing =
        fleet.minerGroups().stream()
            .filter(group -> group.actuator() == MinerActuator.JSON_TCP)
            .map(MinerGroup::id)
            .filter(id -> known.getOrDefault(id, List.of()).isEmpty())
            .map(MinerGroupId::value)
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new StartFailure(
          "The fleet has miner groups (%s) with the actuator %s, but the configuration does not say where their machines are.\nMaybe add each with its machines under miners.groups, or give it the actuator none."
              .formatted(missing, MinerActuator.JSON_TCP.label()),
          null);
    }
  }
}
