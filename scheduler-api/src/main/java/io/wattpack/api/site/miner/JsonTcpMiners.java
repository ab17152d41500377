package io.wattpack.api.site.miner;

import io.wattpack.api.site.MinerSwitch;
import io.wattpack.api.site.MinerSwitches;
import io.wattpack.api.site.Outbox;
import io.wattpack.api.site.Stopwatch;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** Opens groups of machines that answer JSON over TCP. */
public final class JsonTcpMiners implements MinerSwitches {
  private final Map<MinerGroupId, List<MinerAddress>> addresses;
  private final MinerTransport transport;
  private final RandomGenerator random;
  private final DriverOptions options;
  private final MinerAlarms alarms;

  /**
   * Groups whose machines are at {@code addresses}.
   *
   * @param random spreads repeated orders
   */
  public JsonTcpMiners(
      Map<MinerGroupId, List<MinerAddress>> addresses,
      MinerTransport transport,
      RandomGenerator random,
      DriverOptions options,
      MinerAlarms alarms) {
    this.addresses = Map.copyOf(addresses);
    this.transport = transport;
    this.random = random;
    this.options = options;
    this.alarms = alarms;
  }

  @Override
  public MinerSwitch open(MinerGroup group, Stopwatch stopwatch, Outbox outbox, Executor executor) {
    List<MinerAddress> machines = addresses.getOrDefault(group.id(), List.of());
    if (machines.isEmpty()) {
      return new MissingMachines(group, alarms);
    }
    List<JsonTcpMiner> controls =
        machines.stream()
            .map(
                address ->
                    new JsonTcpMiner(
                        address, transport, stopwatch, executor, random, JsonTcpOptions.DEFAULT))
            .toList();
    return new SteppedMachines(
        group,
        machines.size(),
        outbox,
        heard -> new MinerGroupDriver(group, controls, stopwatch, random, options, alarms, heard));
  }
}
