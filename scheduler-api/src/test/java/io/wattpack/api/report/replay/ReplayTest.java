package io.wattpack.api.report.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wattpack.api.report.trace.TraceNode;
import io.wattpack.api.report.trace.TracePod;
import io.wattpack.api.report.trace.TypicalWorkload;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The figures of a replay, computed by hand from what a scripted player does. */
class ReplayTest {
  private static final TracePod WHOLE = new TracePod("w", 8_000, 100, 1, 1000, List.of());
  private static final TracePod PART = new TracePod("s", 4_000, 100, 1, 400, List.of());
  private static final Optional<PodPlacement> REFUSED = Optional.empty();

  @Test
  void shouldSumUpWhatWasPlaced() {
    ReplayTrace trace = trace("T4", WHOLE, PART, PART, WHOLE);
    ReplayResult result = play(trace, List.of(at(0, 0), at(0, 1), at(0, 1), REFUSED));

    assertThat(result.failedPods()).isEqualTo(1);
    assertThat(result.allocatedEndPercent()).isCloseTo(90, within(1e-9));
    assertThat(result.unallocatedGpus()).isCloseTo(0.2, within(1e-9));
    // 200 of 2,000 are left, too little for either typical shape.
    assertThat(result.fragmentationPercent()).isCloseTo(10, within(1e-9));
  }

  @Test
  void shouldDrawTheCurveAsArrivalsCome() {
    ReplayTrace trace = trace("T4", WHOLE, PART, PART, WHOLE);
    ReplayResult result = play(trace, List.of(at(0, 0), at(0, 1), at(0, 1), REFUSED));

    // 96 CPUs: two packages. One in use from the first pod on.
    assertThat(result.curve())
        .containsExactly(
            new CurvePoint(50, 50.0, (70 + 10 + 20 + 165) / 1000.0),
            new CurvePoint(70, 70.0, (70 + 70 + 20 + 165) / 1000.0),
            new CurvePoint(90, 90.0, (70 + 70 + 20 + 165) / 1000.0),
            new CurvePoint(140, 90.0, (70 + 70 + 20 + 165) / 1000.0));
  }

  @Test
  void shouldReadTheCurveWhereItIsAndBetweenItsPoints() {
    ReplayTrace trace = trace("T4", WHOLE, PART, PART, WHOLE);
    ReplayResult result = play(trace, List.of(at(0, 0), at(0, 1), at(0, 1), REFUSED));

    assertThat(result.allocatedAt(70)).hasValue(70);
    assertThat(result.allocatedAt(100)).hasValue(90);
    assertThat(result.allocatedAt(25)).isEmpty();
    assertThat(result.allocatedAt(141)).isEmpty();
    assertThat(result.kilowattsAt(50)).hasValue(0.265);
  }

  @Test
  void shouldAverageArrivalsThatRoundToTheSamePercentage() {
    TracePod crumb = new TracePod("c", 1, 1, 1, 4, List.of());
    ReplayTrace trace = trace("T4", crumb, crumb);
    ReplayResult result = play(trace, List.of(at(0, 0), at(0, 0)));

    // 4 of 2,000 arrived, then 8: both round to 0 %.
    assertThat(result.curve()).hasSize(1);
    assertThat(result.curve().getFirst().allocatedPercent()).isCloseTo(0.3, within(1e-9));
  }

  @Test
  void shouldLeaveOutKilowattsWhenAModelIsUnknown() {
    ReplayResult result = play(trace("H100", WHOLE), List.of(at(0, 0)));

    assertThat(result.kilowattsAt(50)).isEmpty();
    assertThat(result.allocatedAt(50)).hasValue(50);
  }

  @Test
  void shouldTimeTheLastPassOnly() {
    AtomicLong now = new AtomicLong();
    ReplayTrace trace = trace("T4", WHOLE, PART);
    Replay replay =
        new Replay(
            trace,
            players(trace, List.of(at(0, 0), at(0, 1))),
            options(),
            ReplayProgress.NONE,
            () -> now.getAndAdd(now.get() < 40_000 ? 10_000 : 2_000));

    ReplayResult result = replay.play("scripted");

    assertThat(result.p50Micros()).isEqualTo(2);
    assertThat(result.p99Micros()).isEqualTo(2);
    assertThat(result.decisionsPerSecond()).isCloseTo(500_000, within(1.0));
    assertThat(result.placementsPerSecond()).isCloseTo(500_000, within(1.0));
    assertThat(result.learnSeconds()).isEqualTo(1.5);
  }

  @Test
  void shouldFailWhenThePassesDiffer() {
    ReplayTrace trace = trace("T4", PART);
    List<List<Optional<PodPlacement>>> passes = List.of(List.of(at(0, 0)), List.of(at(0, 1)));
    Iterator<List<Optional<PodPlacement>>> next = passes.iterator();
    ArrivalPlayers players = players(() -> scripted(next.next()));

    assertThatThrownBy(() -> replay(trace, players).play("scripted"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("arrival 0 in two ways");
  }

  @Test
  void shouldNotBelieveAPlacementThatCannotBe() {
    ReplayTrace trace = trace("T4", WHOLE, PART);

    assertThatThrownBy(() -> play(trace, List.of(at(0, 0), at(0, 0))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is impossible");
  }

  private static ReplayTrace trace(String model, TracePod... arrivals) {
    List<TracePod> pods = List.of(arrivals);
    List<TraceNode> nodes = List.of(new TraceNode("n", 96_000, 1_000, 2, model));
    return new ReplayTrace(nodes, pods, pods, TypicalWorkload.of(pods));
  }

  private static Optional<PodPlacement> at(int node, Integer... slots) {
    return Optional.of(new PodPlacement(node, List.of(slots)));
  }

  private static ReplayResult play(ReplayTrace trace, List<Optional<PodPlacement>> answers) {
    return replay(trace, players(trace, answers)).play("scripted");
  }

  private static Replay replay(ReplayTrace trace, ArrivalPlayers players) {
    return new Replay(trace, players, options(), ReplayProgress.NONE, System::nanoTime);
  }

  private static PlayOptions options() {
    return new PlayOptions(42, PlayOptions.Learning.BEFOREHAND, null);
  }

  private static ArrivalPlayers players(ReplayTrace trace, List<Optional<PodPlacement>> answers) {
    assertThat(answers).hasSameSizeAs(trace.arrivals());
    return players(() -> scripted(answers));
  }

  private static ArrivalPlayer scripted(List<Optional<PodPlacement>> answers) {
    Iterator<Optional<PodPlacement>> next = new ArrayList<>(answers).iterator();
    return pod -> next.next();
  }

  private static ArrivalPlayers players(Supplier<ArrivalPlayer> empty) {
    return new ArrivalPlayers() {
      @Override
      public List<String> policies() {
        return List.of("scripted");
      }

      @Override
      public List<String> policiesByDefault() {
        return policies();
      }

      @Override
      public Prepared prepare(String policy, ReplayTrace trace, PlayOptions options) {
        return new Prepared(empty, () -> OptionalLong.of(1_500));
      }
    };
  }
}
