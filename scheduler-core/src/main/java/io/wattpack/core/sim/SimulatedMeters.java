package io.wattpack.core.sim;

import io.wattpack.core.event.Event;
import io.wattpack.core.event.GpuReading;
import io.wattpack.core.event.MeterReading;
import io.wattpack.core.event.TelemetryReported;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.TelemetrySource;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Meters of sites: mostly they read what could be drawn, or somewhat less; some read too much, some
 * nonsense, some come late, some are taken away.
 */
final class SimulatedMeters {
  private final RandomGenerator random;

  SimulatedMeters(RandomGenerator random) {
    this.random = random;
  }

  /** A report about some of the domains of the site. */
  Event report(WorldCounts counts, SiteId site, EpochMillis now) {
    Map<PowerDomainId, Long> drawn = counts.ceilings();
    List<MeterReading> meters = new ArrayList<>();
    for (PowerDomain domain : counts.fleet().powerDomains()) {
      if (domain.site().equals(site) && random.nextInt(3) > 0) {
        long most = drawn.getOrDefault(domain.id(), 0L);
        meters.add(new MeterReading(domain.id(), reading(domain, most)));
      }
    }
    long age = random.nextInt(random.nextInt(4) == 0 ? 60_000 : 2_000);
    return new TelemetryReported(
        site,
        TelemetrySource.METER,
        new EpochMillis(now.value() - age),
        meters,
        gpus(counts, site));
  }

  /** Half of the GPUs, some that there are not, and some that draw more than they can. */
  private List<GpuReading> gpus(WorldCounts counts, SiteId site) {
    List<GpuReading> gpus = new ArrayList<>();
    for (Node node : counts.fleet().nodes()) {
      long most = counts.gpuModel(node).peak().value() * 11 / 10;
      for (int slot = 0; slot <= node.gpuCount(); slot++) {
        if (counts.siteOf(node).equals(site) && random.nextBoolean()) {
          Watts watts = new Watts(random.nextLong(most / 2, most + 1));
          gpus.add(new GpuReading(new GpuId(node.id(), slot), watts, random.nextInt(1100), null));
        }
      }
    }
    return gpus;
  }

  private @Nullable Watts reading(PowerDomain domain, long most) {
    return switch (random.nextInt(20)) {
      case 0 -> null;
      case 1 -> most % 2 == 0 ? Watts.ZERO : new Watts(Long.MAX_VALUE);
      case 2 -> new Watts(random.nextLong(2 * domain.rating().value() + 1));
      case 3, 4 -> new Watts(most + random.nextLong(domain.rating().value() / 5 + 1));
      default -> new Watts(most - random.nextLong(most / 3 + 1));
    };
  }
}
