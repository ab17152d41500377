package io.wattpack.api.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.wattpack.api.journal.CommitPoint;
import io.wattpack.api.journal.CommitWatcher;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the store commits. */
public final class StoreMeters implements CommitWatcher {
  private final DistributionSummary sizes;
  private final Map<CommitPoint, Counter> writes = new EnumMap<>(CommitPoint.class);

  StoreMeters(MeterRegistry registry) {
    sizes =
        DistributionSummary.builder("wattpack.store.commit.writes")
            .description("Writes that shared one durable transaction.")
            .serviceLevelObjectives(1, 4, 16, 64, 256)
            .register(registry);
    for (CommitPoint point : CommitPoint.values()) {
      writes.put(
          point,
          Counter.builder("wattpack.store.writes")
              .description("Durable writes by kind.")
              .tag("kind", point.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  @Override
  public void committed(List<CommitPoint> points) {
    sizes.record(points.size());
    for (CommitPoint point : points) {
      Counter counter = writes.get(point);
      if (counter != null) {
        counter.increment();
      }
    }
  }
}
