package io.wattpack.api.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wattpack.api.loop.PlanListener;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.MinerOn;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.PoolSized;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaPause;
import io.wattpack.core.plan.ReplicaResume;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.plan.TaskRejected;
import io.wattpack.core.state.FleetStatus;
import java.util.EnumMap;
import java.util.Map;

/** Counts what plans decide. */
public final class PlanMeters implements PlanListener {
  private final Map<ServiceTier, Counter> placements = new EnumMap<>(ServiceTier.class);
  private final Map<ReasonCode, Counter> evictions = new EnumMap<>(ReasonCode.class);
  private final Counter minersOn;
  private final Counter minersOff;
  private final Counter caps;
  private final Counter pauses;
  private final Counter resumes;
  private final Counter plans;
  private final Counter rejections;
  private final Counter refusals;

  PlanMeters(MeterRegistry registry) {
    for (ServiceTier tier : ServiceTier.values()) {
      placements.put(
          tier,
          Counter.builder("wattpack.placements")
              .description("Replicas placed, by tier.")
              .tag("tier", tier.label())
              .register(registry));
    }
    for (ReasonCode reason : ReasonCode.values()) {
      evictions.put(
          reason,
          Counter.builder("wattpack.evictions")
              .description("Replicas told to stop, by the reason.")
              .tag("reason", reason.name())
              .register(registry));
    }
    minersOn = switched(registry, "on");
    minersOff = switched(registry, "off");
    caps =
        Counter.builder("wattpack.caps")
            .description("Power caps set on the GPUs of a replica.")
            .register(registry);
    pauses =
        Counter.builder("wattpack.pauses")
            .description("Replicas told to keep their weights and do nothing.")
            .register(registry);
    resumes =
        Counter.builder("wattpack.resumes")
            .description("Paused replicas told to go on.")
            .register(registry);
    plans = Counter.builder("wattpack.plans").description("Plans on disk.").register(registry);
    rejections =
        Counter.builder("wattpack.rejections")
            .description("Tasks that do not wait and found no place.")
            .register(registry);
    refusals =
        Counter.builder("wattpack.refusals")
            .description("Inputs that made no sense to the scheduler.")
            .register(registry);
  }

  @Override
  public void planned(long sequence, Plan plan, Fleet fleet, FleetStatus status) {
    if (plan.isEmpty()) {
      return;
    }
    plans.increment();
    refusals.increment(plan.refusals().size());
    for (Bundle bundle : plan.bundles()) {
      bundle.decisions().forEach(this::count);
    }
  }

  private void count(Decision decision) {
    switch (decision) {
      case ReplicaStart start -> counter(placements, start.tier()).increment();
      case ReplicaStop stop -> counter(evictions, stop.reason().code()).increment();
      case ReplicaPause pause -> pauses.increment();
      case ReplicaResume resume -> resumes.increment();
      case CapSet cap -> caps.increment();
      case MinerOn on -> minersOn.increment();
      case MinerOff off -> minersOff.increment();
      case PoolSized sized -> {}
      case TaskRejected rejected -> rejections.increment();
    }
  }

  private static <K extends Enum<K>> Counter counter(Map<K, Counter> counters, K key) {
    Counter counter = counters.get(key);
    if (counter == null) {
      throw new IllegalStateException("Every %s has its counter.".formatted(key));
    }
    return counter;
  }

  private static Counter switched(MeterRegistry registry, String way) {
    return Counter.builder("wattpack.miner.switches")
        .description("Miner groups told to switch on or off.")
        .tag("to", way)
        .register(registry);
  }
}
