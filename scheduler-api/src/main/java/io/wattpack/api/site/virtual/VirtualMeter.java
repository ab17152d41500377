package io.wattpack.api.site.virtual;

import io.wattpack.api.site.SiteObserver;
import io.wattpack.api.site.Stopwatch;
import io.wattpack.core.event.GpuReading;
import io.wattpack.core.event.MeterReading;
import io.wattpack.core.event.TelemetryReported;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.TelemetrySource;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the meters of a virtual site again and again and reports what is new, so that the journal
 * does not grow with what it knows already: a domain that moved by more than a hundredth or was not
 * reported for a while, a GPU that moved by more than a twentieth, became busy or idle, or was not
 * reported for much longer.
 *
 * <p>A report that is lost is lost: the next one says what is new since the last one that arrived.
 * One at a time is on its way.
 */
final class VirtualMeter {
  private static final int DOMAIN_PART = 100;
  private static final int GPU_PART = 20;

  /** GPUs are many, and nothing is decided by their readings. */
  private static final int GPU_REPEATS = 20;

  private static final int PERMILLE = 1000;

  /** One reading in so many finds a load at another level. */
  private static final int MOVES_ONE_IN = 16;

  private final SiteId site;
  private final VirtualMetering metering;
  private final Stopwatch stopwatch;
  private final SiteObserver observer;
  private final Executor executor;
  private final Map<Object, Integer> levels = new HashMap<>();
  private final Map<PowerDomainId, Sent> domains = new HashMap<>();
  private final Map<GpuId, SentGpu> gpus = new HashMap<>();
  private boolean isOnItsWay;

  /** What arrived last of a domain, and when it was read. */
  private record Sent(long watts, long at) {}

  private record SentGpu(GpuReading reading, long at) {}

  VirtualMeter(
      SiteId site,
      VirtualMetering metering,
      Stopwatch stopwatch,
      SiteObserver observer,
      Executor executor) {
    this.site = site;
    this.metering = metering;
    this.stopwatch = stopwatch;
    this.observer = observer;
    this.executor = executor;
  }

  /** Reads from now on, until the stopwatch is closed. */
  void start(Function<VirtualPower.Levels, VirtualPower.Draw> draw) {
    var unused = stopwatch.after(metering.every().toMillis(), () -> read(draw));
  }

  private void read(Function<VirtualPower.Levels, VirtualPower.Draw> draw) {
    start(draw);
    VirtualPower.Draw now = draw.apply(this::level);
    if (!isOnItsWay) {
      report(news(now, metering.clock().millis()));
    }
  }

  private int level(Object load) {
    @Nullable Integer level = levels.get(load);
    if (level == null || metering.chance().nextInt(MOVES_ONE_IN) == 0) {
      level = metering.chance().nextInt(PERMILLE + 1);
      levels.put(load, level);
    }
    return level;
  }

  private TelemetryReported news(VirtualPower.Draw now, long at) {
    List<MeterReading> meters = new ArrayList<>();
    now.domains()
        .forEach(
            (domain, watts) -> {
              if (isNews(domains.get(domain), watts, at)) {
                meters.add(new MeterReading(domain, new Watts(watts)));
              }
            });
    List<GpuReading> read =
        now.gpus().stream().filter(gpu -> isNews(gpus.get(gpu.gpu()), gpu, at)).toList();
    return new TelemetryReported(site, TelemetrySource.VIRTUAL, new EpochMillis(at), meters, read);
  }

  private boolean isNews(@Nullable Sent before, long watts, long at) {
    return before == null
        || DOMAIN_PART * Math.abs(watts - before.watts) > before.watts
        || at - before.at >= metering.repeat().toMillis();
  }

  private boolean isNews(@Nullable SentGpu before, GpuReading now, long at) {
    if (before == null) {
      return true;
    }
    long watts = before.reading.watts().value();
    return GPU_PART * Math.abs(now.watts().value() - watts) > watts
        || (before.reading.busyPermille() == 0) != (now.busyPermille() == 0)
        || at - before.at >= GPU_REPEATS * metering.repeat().toMillis();
  }

  private void report(TelemetryReported reported) {
    if (reported.meters().isEmpty() && reported.gpus().isEmpty()) {
      return;
    }
    isOnItsWay = true;
    var unused =
        attempt(reported)
            .whenCompleteAsync((ok, failure) -> answered(reported, failure == null), executor);
  }

  private CompletableFuture<?> attempt(TelemetryReported reported) {
    try {
      return observer.observed(site, reported);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void answered(TelemetryReported reported, boolean hasArrived) {
    isOnItsWay = false;
    if (hasArrived) {
      long at = reported.sampledAt().value();
      for (MeterReading meter : reported.meters()) {
        if (meter.watts() != null) {
          domains.put(meter.domain(), new Sent(meter.watts().value(), at));
        }
      }
      reported.gpus().forEach(gpu -> gpus.put(gpu.gpu(), new SentGpu(gpu, at)));
    }
  }
}
