package io.wattpack.api.report.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.report.trace.ArrivalGenerator;
import io.wattpack.api.report.trace.TraceNode;
import io.wattpack.api.report.trace.TracePod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine, with its caches and its index, decides as a look at every node decides. */
class EnginePlayersTest {
  private static final List<String> MODELS = List.of("T4", "P100", "V100M16", "G2");
  private static final int WORLDS = 6;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "first-fit",
        "best-fit",
        "dot-product",
        "gpu-packing",
        "gpu-clustering",
        "fgd",
        "pwr",
        "pwr-fgd"
      })
  void shouldDecideAsALookAtEveryNode(String policy) {
    for (int seed = 0; seed < WORLDS; seed++) {
      ReplayTrace trace = trace(new Random(seed), seed);
      assertThat(placements(new EnginePlayers(System::nanoTime), policy, trace))
          .as("world %d", seed)
          .isEqualTo(placements(new ScorerPlayers(), policy, trace));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "wattpack", "wattpack-power", "wattpack-spread"})
  void shouldPlaceSomeAndRefuseSome(String policy) {
    ReplayTrace trace = trace(new Random(99), 99);
    List<Optional<PodPlacement>> placements =
        placements(new EnginePlayers(System::nanoTime), policy, trace);

    FleetBooks books = new FleetBooks(trace);
    for (int i = 0; i < placements.size(); i++) {
      TracePod pod = trace.arrivals().get(i);
      placements.get(i).ifPresent(placement -> books.book(pod, placement));
    }
    assertThat(books.allocatedMilli()).isGreaterThan(trace.capacityMilli() / 2);
    assertThat(placements).contains(Optional.empty());
  }

  private static List<Optional<PodPlacement>> placements(
      ArrivalPlayers players, String policy, ReplayTrace trace) {
    PlayOptions options = new PlayOptions(7, PlayOptions.Learning.COLD, null);
    ArrivalPlayer player = players.prepare(policy, trace, options).empty().get();
    return trace.arrivals().stream().map(player::offer).toList();
  }

  private static ReplayTrace trace(Random random, long seed) {
    List<TraceNode> nodes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String model = MODELS.get(random.nextInt(MODELS.size()));
      int cpu = 16_000 * (1 + random.nextInt(6));
      nodes.add(new TraceNode("n%02d".formatted(i), cpu, 100_000, 1 << random.nextInt(4), model));
    }
    List<TracePod> pods = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      pods.add(pod(random, i));
    }
    return ReplayTrace.of(nodes, pods, ArrivalGenerator.draw(nodes, pods, seed));
  }

  private static TracePod pod(Random random, int number) {
    int gpus = List.of(0, 1, 1, 1, 1, 1, 1, 2, 4).get(random.nextInt(9));
    int milli =
        gpus == 0 ? 0 : gpus > 1 ? 1000 : List.of(150, 320, 500, 810, 1000).get(random.nextInt(5));
    List<String> models =
        random.nextInt(4) > 0 ? List.of() : List.of(MODELS.get(random.nextInt(4)), "unknown");
    int cpu = List.of(500, 3_152, 8_000, 12_000).get(random.nextInt(4));
    return new TracePod("p%02d".formatted(number), cpu, 1_000, gpus, milli, models);
  }
}
