package io.wattpack.api.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.wattpack.api.site.miner.MinerAlarms;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.units.Watts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Miners that do not do what they were told. */
public final class MinerMeters implements MinerAlarms {
  private final MultiGauge machines;
  private final MultiGauge watts;
  private final Counter overdrawn;
  private final Map<String, Behind> behind = new ConcurrentSkipListMap<>();

  private record Behind(int machines, long watts) {}

  MinerMeters(MeterRegistry registry) {
    machines =
        MultiGauge.builder("wattpack.miner.stragglers")
            .description("Machines of a miner group that have not obeyed in time.")
            .register(registry);
    watts =
        MultiGauge.builder("wattpack.miner.straggling")
            .baseUnit("watts")
            .description("Watts that such machines may draw.")
            .register(registry);
    overdrawn =
        Counter.builder("wattpack.miner.overdrawn")
            .description("Times that a miner group drew more than it was declared with.")
            .register(registry);
  }

  @Override
  public void adopted(MinerGroupId group, int machinesAwake, int machinesUnknown, Watts drawn) {
    // Of no interest to a meter: it happens once.
  }

  @Override
  public void stragglers(MinerGroupId group, List<Straggler> late, Watts drawn) {
    behind.put(group.value(), new Behind(late.size(), drawn.value()));
    show();
  }

  @Override
  public void obeyed(MinerGroupId group) {
    behind.remove(group.value());
    show();
  }

  @Override
  public void released(MinerGroupId group) {
    obeyed(group);
  }

  @Override
  public void overdrawn(MinerGroupId group, Watts drawn, Watts declared) {
    overdrawn.increment();
  }

  private void show() {
    machines.register(
        behind.entrySet().stream()
            .<Row<?>>map(each -> Row.of(tags(each.getKey()), each.getValue().machines()))
            .toList(),
        true);
    watts.register(
        behind.entrySet().stream()
            .<Row<?>>map(each -> Row.of(tags(each.getKey()), each.getValue().watts()))
            .toList(),
        true);
  }

  private static Tags tags(String group) {
    return Tags.of("group", group);
  }
}
