package io.wattpack.api.report.replay;

import io.wattpack.api.report.trace.TracePod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays a trace with a policy: the first passes warm the machine up, the last is measured. All must
 * place every pod alike, or the policy is not deterministic and the replay fails.
 */
public final class Replay {
  private static final double WHOLE_MILLI = 1000;

  /** Passes go on until the machine has decided for so long, the measured one not counted. */
  private static final long WARM_UP_NANOS = 10_000_000_000L;

  private static final int WARM_UPS_MAX = 200;

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
    Pass first = new Pass(policy);
    first.play(prepared.empty().get());
    long warm = first.latencies.totalNanos();
    for (int pass = 1; pass < WARM_UPS_MAX && warm < WARM_UP_NANOS; pass++) {
      warm += playAgain(first, prepared).latencies.totalNanos();
    }
    return playAgain(first, prepared).result(learnSeconds(prepared));
  }

  private Pass playAgain(Pass first, ArrivalPlayers.Prepared prepared) {
    Pass pass = new Pass(first.policy);
    pass.play(prepared.empty().get());
    pass.mustEqual(first);
    return pass;
  }

  private static @Nullable Double learnSeconds(ArrivalPlayers.Prepared prepared) {
    OptionalLong millis = prepared.learnMillis().get();
    return millis.isPresent() ? (Double) (millis.getAsLong() / 1000.0) : null;
  }

  /** Once through all arrivals. */
  private final class Pass {
    private final String policy;
    private final FleetBooks books = new FleetBooks(trace);
    private final Curve curve = new Curve(trace.capacityMilli());
    private final Latencies latencies = new Latencies(trace.arrivals().size());
    private final List<Optional<PodPlacement>> placements = new ArrayList<>();
    private long arrivedMilli;

    Pass(String policy) {
      this.policy = policy;
    }

    void play(ArrivalPlayer player) {
      for (TracePod pod : trace.arrivals()) {
        progress.playing(policy, placements.size(), trace.arrivals().size());
        player.rest();
        long start = nanoTime.getAsLong();
        Optional<PodPlacement> placement = player.offer(pod);
        latencies.add(nanoTime.getAsLong() - start, placement.isPresent());
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
          latencies.placementsPerSecond(),
          latencies.refusalsPerSecond(),
          latencies.micros(50),
          latencies.micros(99),
          learnSeconds,
          curve.points(books.hasWatts()));
    }
  }
}
