package io.wattpack.api.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wattpack.api.loop.LoopMonitor;
import io.wattpack.core.engine.UnsoundBundle;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** How the scheduling loop does. */
public final class LoopMeters implements LoopMonitor {
  private final Counter accepted;
  private final Counter refused;
  private final Counter decisions;
  private final Counter unsound;
  private final Timer steps;
  private final Timer planWrites;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  LoopMeters(MeterRegistry registry) {
    accepted = counter(registry, "inputs", "Inputs on disk.");
    refused =
        counter(registry, "inputs.refused", "Inputs refused because too many wait to be written.");
    decisions = counter(registry, "decisions", "Decisions of all plans.");
    unsound = counter(registry, "bundles.unsound", "Bundles the checker refused: defects.");
    steps = timer(registry, "step.duration", "How long a scheduling step takes.");
    planWrites =
        timer(registry, "plan.write.duration", "From the end of a step until its plan is on disk.");
    Gauge.builder("wattpack.inputs.waiting", waiting, AtomicInteger::get)
        .description("Inputs that wait to be written.")
        .strongReference(true)
        .register(registry);
    Gauge.builder("wattpack.loop.failed", failed, AtomicInteger::get)
        .description("1 when the loop cannot go on and the process must end.")
        .strongReference(true)
        .register(registry);
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void accepted(int inputs, int stillWaiting) {
    accepted.increment(inputs);
    waiting.set(stillWaiting);
  }

  @Override
  public void refused() {
    refused.increment();
  }

  @Override
  public void stepped(int inputs, int decided, long nanos) {
    steps.record(Duration.ofNanos(nanos));
    decisions.increment(decided);
  }

  @Override
  public void planWritten(long nanos) {
    planWrites.record(Duration.ofNanos(nanos));
  }

  @Override
  public void unsound(UnsoundBundle bundle) {
    unsound.increment();
  }

  @Override
  public void failed(Throwable cause) {
    failed.set(1);
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder("wattpack." + name).description(description).register(registry);
  }

  private static Timer timer(MeterRegistry registry, String name, String description) {
    return Timer.builder("wattpack." + name)
        .description(description)
        .serviceLevelObjectives(ServiceMeters.BUCKETS)
        .register(registry);
  }
}
