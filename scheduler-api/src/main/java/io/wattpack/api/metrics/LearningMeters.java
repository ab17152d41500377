package io.wattpack.api.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wattpack.api.learn.LearnerMonitor;
import io.wattpack.core.learn.LearnedTable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the service learns about placement. */
public final class LearningMeters implements LearnerMonitor {
  private static final double MILLIONTHS = 1_000_000;

  private final Counter arrivals;
  private final Counter games;
  private final Counter ended;
  private final Counter abandoned;
  private final Counter applied;
  private final AtomicInteger drift = new AtomicInteger();
  private final AtomicLong score = new AtomicLong();
  private final AtomicInteger failed = new AtomicInteger();

  LearningMeters(MeterRegistry registry) {
    arrivals =
        counter(registry, "arrivals", "Pieces of work seen: tasks by member, replicas of pools.");
    games = counter(registry, "games", "Games of placement played to learn from.");
    ended = counter(registry, "ended", "Times that learning came to its end.");
    abandoned =
        counter(registry, "abandoned", "Times that learning was dropped: fleet or policy changed.");
    applied = counter(registry, "tables.applied", "Learned tables that came into force.");
    Gauge.builder("wattpack.learning.drift.permille", drift, AtomicInteger::get)
        .description(
            "Thousandths of the demand that differ from what was last learned from, when last measured.")
        .strongReference(true)
        .register(registry);
    Gauge.builder("wattpack.learning.score", score, now -> now.get() / MILLIONTHS)
        .description(
            "Validation score of the table last learned: share of the GPUs in use, less what power weighs.")
        .strongReference(true)
        .register(registry);
    Gauge.builder("wattpack.learning.failed", failed, AtomicInteger::get)
        .description("1 when the learner cannot go on; tables stay as they are.")
        .strongReference(true)
        .register(registry);
  }

  @Override
  public void arrived(int pieces) {
    arrivals.increment(pieces);
  }

  @Override
  public void drifted(int permille) {
    drift.set(permille);
  }

  @Override
  public void played() {
    games.increment();
  }

  @Override
  public void learned(LearnedTable best) {
    ended.increment();
    score.set(best.merit());
  }

  @Override
  public void applied() {
    applied.increment();
  }

  @Override
  public void abandoned() {
    abandoned.increment();
  }

  @Override
  public void failed(Throwable cause) {
    failed.set(1);
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder("wattpack.learning." + name).description(description).register(registry);
  }
}
