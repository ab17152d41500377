package io.wattpack.api.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.wattpack.api.view.GpuReadings;
import io.wattpack.api.view.GpuSample;
import io.wattpack.api.view.StatusView;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.state.DomainStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gauges of what meters and GPUs read last, set from one picture at each scrape. */
final class TelemetryMeters {
  private static final double MILLI = 1000.0;

  private final GpuReadings readings;
  private final MultiGauge metered;
  private final MultiGauge meteredAt;
  private final MultiGauge unexplained;
  private final MultiGauge gpuWatts;
  private final MultiGauge gpuBusy;
  private final MultiGauge gpuHeat;
  private final MultiGauge gpuAt;

  TelemetryMeters(MeterRegistry registry, GpuReadings readings) {
    this.readings = readings;
    metered =
        FleetMeters.gauge(
            registry, "power.metered", "watts", "What the meter of a power domain read last.");
    meteredAt =
        FleetMeters.gauge(
            registry,
            "power.metered.timestamp",
            "seconds",
            "When the meter of a power domain was read last, unix time.");
    unexplained =
        FleetMeters.gauge(
            registry,
            "power.unexplained",
            "watts",
            "Watts that meters at or below a power domain show and no booking explains.");
    gpuWatts =
        FleetMeters.gauge(
            registry, "gpu.metered", "watts", "What the GPUs of a GPU container drew by readings.");
    gpuBusy =
        FleetMeters.gauge(
            registry, "gpu.busy.ratio", "", "Mean busy part of the GPUs that were read.");
    gpuHeat =
        FleetMeters.gauge(
            registry,
            "gpu.temperature.max",
            "celsius",
            "The warmest GPU of a GPU container by readings.");
    gpuAt =
        FleetMeters.gauge(
            registry,
            "gpu.metered.timestamp",
            "seconds",
            "The oldest of the last readings of a GPU container's GPUs, unix time.");
  }

  void show(StatusView view) {
    List<Row<?>> watts = new ArrayList<>();
    List<Row<?>> moments = new ArrayList<>();
    List<Row<?>> beyond = new ArrayList<>();
    for (DomainStatus domain : view.status().domains()) {
      Tags tags = FleetMeters.tags(domain.domain());
      beyond.add(FleetMeters.row(tags, domain.unexplained().value()));
      if (domain.meter() != null) {
        Tags sourced = tags.and("source", domain.meter().source().label());
        watts.add(FleetMeters.row(sourced, domain.meter().watts().value()));
        moments.add(FleetMeters.row(sourced, domain.meter().sampledAt().value() / MILLI));
      }
    }
    FleetMeters.set(metered, watts);
    FleetMeters.set(meteredAt, moments);
    FleetMeters.set(unexplained, beyond);
    gpus(view);
  }

  /** By GPU container: a series a GPU would be as many as the fleet has. */
  private void gpus(StatusView view) {
    Map<PowerDomainId, SiteId> sites = new HashMap<>();
    for (PowerDomain domain : view.fleet().powerDomains()) {
      sites.put(domain.id(), domain.site());
    }
    Map<Tags, Box> boxes = new LinkedHashMap<>();
    for (Node node : view.fleet().nodes()) {
      @Nullable SiteId site = sites.get(node.powerDomain());
      for (int slot = 0; site != null && slot < node.gpuCount(); slot++) {
        Tags tags = Tags.of("site", site.value(), "gpu_container", node.gpuContainer().value());
        readings
            .of(new GpuId(node.id(), slot))
            .ifPresent(sample -> boxes.computeIfAbsent(tags, unused -> new Box()).add(sample));
      }
    }
    set(boxes);
  }

  private void set(Map<Tags, Box> boxes) {
    List<Row<?>> watts = new ArrayList<>();
    List<Row<?>> busy = new ArrayList<>();
    List<Row<?>> heat = new ArrayList<>();
    List<Row<?>> moments = new ArrayList<>();
    boxes.forEach(
        (tags, box) -> {
          watts.add(FleetMeters.row(tags, box.watts));
          busy.add(FleetMeters.row(tags, box.busyPermille / MILLI / box.read));
          moments.add(FleetMeters.row(tags, box.oldest / MILLI));
          if (box.warmest != null) {
            heat.add(FleetMeters.row(tags, box.warmest / MILLI));
          }
        });
    FleetMeters.set(gpuWatts, watts);
    FleetMeters.set(gpuBusy, busy);
    FleetMeters.set(gpuHeat, heat);
    FleetMeters.set(gpuAt, moments);
  }

  /** The sums of one GPU container. */
  private static final class Box {
    private long watts;
    private long busyPermille;
    private int read;
    private long oldest = Long.MAX_VALUE;
    private @Nullable Integer warmest;

    void add(GpuSample sample) {
      watts += sample.reading().watts().value();
      busyPermille += sample.reading().busyPermille();
      read++;
      oldest = Math.min(oldest, sample.sampledAt().value());
      @Nullable Integer heat = sample.reading().milliCelsius();
      if (heat != null) {
        warmest = warmest == null ? heat : Math.max(warmest, heat);
      }
    }
  }
}
