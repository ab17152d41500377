package io.wattpack.api.report.replay;

import io.wattpack.api.report.trace.TracePod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays a trace with a policy, twice: the first pass warms the machine up, the second is measured.
 * Both must place every pod alike, or the policy is not deterministic and the replay fails.
 */
public final class Replay {
  private static final double WHOLE_MILLI = 1000;

  private final ReplayTrace trace;
  private final ArrivalPlayers players;
  private final PlayOptions options;
  private final ReplayProgress progress;
  private final LongSupplier nanoTime;

  /**
   * @param nanoTime a clock that only runs forward, in nanoseconds
   */
  public Replay(
      ReplayTrace trace,
      ArrivalPlayers players,
      PlayOptions options,
      ReplayProgress progress,
      LongSupplier nanoTime) {
    this.trace = trace;
    this.players = players;
    this.options = options;
    this.progress = progress;
    this.nanoTime = nanoTime;
  }

  public ReplayResult play(String policy) {
    progress.preparing(policy);
    ArrivalPlayers.Prepared prepared = players.prepare(policy, trace, options);
    Pass first = new Pass(policy, 0);
    first.play(prepared.empty().get());
    Pass second = new Pass(policy, trace.arrivals().size());
    second.play(prepared.empty().get());
    second.mustEqual(first);
    return second.result(learnSeconds(prepared));
  }

  private static @Nullable Double learnSeconds(ArrivalPlayers.Prepared prepared) {
    return prepared.learnMillis().isPresent()
        ? (Double) (prepared.learnMillis().getAsLong() / 1000.0)
        : null;
  }

  /** Once through all arrivals. */
  private final class Pass {
    private final String policy;
    private final int arrivalsBefore;
    private final FleetBooks books = new FleetBooks(trace);
    private final Curve curve = new Curve(trace.capacityMilli());
    private final Latencies latencies = new Latencies(trace.arrivals().size());
    private final List<Optional<PodPlacement>> placements = new ArrayList<>();
    private long arrivedMilli;

    Pass(String policy, int arrivalsBefore) {
      this.policy = policy;
      this.arrivalsBefore = arrivalsBefore;
    }

    void play(ArrivalPlayer player) {
      for (TracePod pod : trace.arrivals()) {
        progress.playing(policy, arrivalsBefore + placements.size(), 2 * trace.arrivals().size());
        long start = nanoTime.getAsLong();
        Optional<PodPlacement> placement = player.offer(pod);
        latencies.add(nanoTime.getAsLong() - start);
        record(pod, placement);
      }
    }

    private void record(TracePod pod, Optional<PodPlacement> placement) {
      arrivedMilli += pod.demandMilli();
      placement.ifPresent(place -> books.book(pod, place));
      placements.add(placement);
      curve.add(arrivedMilli, books);
    }

    void mustEqual(Pass other) {
      for (int arrival = 0; arrival < placements.size(); arrival++) {
        if (!placements.get(arrival).equals(other.placements.get(arrival))) {
          throw new IllegalStateException(
              "%s decided on arrival %d in two ways: %s and %s."
                  .formatted(
                      policy, arrival, other.placements.get(arrival), placements.get(arrival)));
        }
      }
    }

    ReplayResult result(@Nullable Double learnSeconds) {
      double capacity = trace.capacityMilli();
      return new ReplayResult(
          policy,
          options.seed(),
          100 * books.allocatedMilli() / capacity,
          (capacity - books.allocatedMilli()) / WHOLE_MILLI,
          (int) placements.stream().filter(Optional::isEmpty).count(),
          100 * new Fragmentation(trace.typical()).milli(books) / capacity,
          latencies.perSecond(),
          latencies.micros(50),
          latencies.micros(99),
          learnSeconds,
          curve.points(books.hasWatts()));
    }
  }
}
