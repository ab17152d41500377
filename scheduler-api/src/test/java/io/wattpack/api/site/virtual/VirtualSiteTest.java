package io.wattpack.api.site.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.site.DesiredMiner;
import io.wattpack.api.site.DesiredReplica;
import io.wattpack.api.site.DesiredState;
import io.wattpack.api.site.SiteObserver;
import io.wattpack.api.time.VirtualTime;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.MinerStarted;
import io.wattpack.core.event.MinerStopped;
import io.wattpack.core.event.NodeReadinessChanged;
import io.wattpack.core.event.ReplicaLoading;
import io.wattpack.core.event.ReplicaReady;
import io.wattpack.core.event.ReplicaStopped;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.MinerActuator;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.MinerState;
import io.wattpack.core.model.MinerSteps;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PowerCap;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.SiteKind;
import io.wattpack.core.units.Watts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class VirtualSiteTest {
  private static final SiteId NORTH = new SiteId("north");
  private static final MinerGroupId ASICS = new MinerGroupId("asics");
  private static final NodeId N1 = new NodeId("n-1");
  private static final NodeId N2 = new NodeId("n-2");
  private static final Fleet FLEET = fleet();

  private final VirtualTime time = VirtualTime.create();
  private final long start = time.millis();
  private final List<String> heard = new ArrayList<>();
  private int refusals;
  private VirtualSite site = open(time::execute);

  private static Fleet fleet() {
    PowerDomainId mains = new PowerDomainId("mains");
    return new Fleet(
        List.of(new Site(NORTH, "North", SiteKind.VIRTUAL, "X", "US-TX", 1_000, 500)),
        List.of(
            new PowerDomain(
                mains,
                NORTH,
                null,
                PowerDomainKind.INTERCONNECT,
                Watts.of(1_000),
                1_000,
                Watts.ZERO,
                Watts.ZERO,
                FigureSource.ASSUMED)),
        List.of(),
        List.of(),
        List.of(),
        List.of(
            new MinerGroup(
                ASICS,
                mains,
                Watts.of(100),
                17_500,
                MinerActuator.VIRTUAL,
                2_000,
                3_000,
                0,
                FigureSource.ASSUMED)),
        List.of(),
        List.of(),
        List.of());
  }

  private VirtualSite open(Executor executor) {
    return new VirtualSite(NORTH, FLEET, time, executor, observer());
  }

  private SiteObserver observer() {
    return (from, event) -> {
      if (refusals > 0) {
        refusals--;
        return CompletableFuture.failedFuture(new IllegalStateException("full"));
      }
      heard.add("%d %s".formatted(time.millis() - start, label(event)));
      return CompletableFuture.completedFuture(1L);
    };
  }

  private static String label(Event event) {
    return switch (event) {
      case ReplicaLoading loading -> loading.replica() + " loading";
      case ReplicaReady ready -> ready.replica() + " ready";
      case ReplicaStopped stopped -> stopped.replica() + " " + stopped.cause();
      case MinerStarted up when up.order() > 0 -> answer("up", up.steps(), up.order());
      case MinerStopped down when down.order() > 0 -> answer("down", down.steps(), down.order());
      case MinerStarted started -> started.minerGroup() + " on";
      case MinerStopped stopped -> stopped.minerGroup() + " off";
      case NodeReadinessChanged changed -> changed.node() + (changed.isReady() ? " back" : " gone");
      default -> event.toString();
    };
  }

  private static String answer(String way, int steps, long order) {
    return "%s to %d by order %d".formatted(way, steps, order);
  }

  /** As told by a hub that does not number its orders. */
  private static DesiredMiner whole(MinerState known) {
    return new DesiredMiner(ASICS, MinerSteps.of(known).ordered(), 0, known);
  }

  private static DesiredMiner steps(int steps, long order, MinerState known) {
    return new DesiredMiner(ASICS, steps, order, known);
  }

  private static DesiredReplica replica(int id, ReplicaState known, long runMillis) {
    return new DesiredReplica(
        new ReplicaId(id), known, List.of(), List.of(N1, N2), 4_000, runMillis, null);
  }

  private void desire(long epoch, long sequence, Object... things) {
    List<DesiredReplica> replicas = new ArrayList<>();
    List<DesiredMiner> miners = new ArrayList<>();
    List<NodeId> gone = new ArrayList<>();
    for (Object thing : things) {
      switch (thing) {
        case DesiredReplica replica -> replicas.add(replica);
        case MinerState known -> miners.add(whole(known));
        case DesiredMiner miner -> miners.add(miner);
        case NodeId node -> gone.add(node);
        default -> throw new IllegalArgumentException(thing.toString());
      }
    }
    site.desire(new DesiredState(epoch, sequence, NORTH, replicas, miners, gone, FLEET, 30_000));
  }

  private List<String> after(long millis) {
    time.advance(Duration.ofMillis(millis));
    List<String> news = List.copyOf(heard);
    heard.clear();
    return news;
  }

  @Test
  void shouldStartLoadAndStopInTheDeclaredTimes() {
    desire(1, 1, replica(1, ReplicaState.STARTING, 0));
    assertThat(after(60_000)).containsExactly("1000 r-1 loading", "5000 r-1 ready");
    desire(1, 2, replica(1, ReplicaState.DRAINING, 0));
    assertThat(after(60_000)).containsExactly("60500 r-1 REQUESTED");
  }

  @Test
  void shouldCompleteATaskWhenItHasRunItsTime() {
    desire(1, 1, replica(1, ReplicaState.STARTING, 7_000));
    assertThat(after(60_000))
        .containsExactly("1000 r-1 loading", "5000 r-1 ready", "12000 r-1 COMPLETED");
  }

  @Test
  void shouldNotStartAgainWhatHasEndedWhenAnOlderPictureStillWantsIt() {
    desire(1, 1, replica(1, ReplicaState.STARTING, 7_000));
    after(60_000);
    desire(1, 2, replica(1, ReplicaState.READY, 7_000), replica(2, ReplicaState.STARTING, 0));
    assertThat(after(60_000)).containsExactly("61000 r-2 loading", "65000 r-2 ready");
  }

  @Test
  void shouldIgnoreWhatIsOlder() {
    desire(2, 5, replica(1, ReplicaState.STARTING, 0));
    desire(2, 4);
    desire(1, 9);
    assertThat(after(60_000)).containsExactly("1000 r-1 loading", "5000 r-1 ready");
  }

  @Test
  void shouldLoseWhatStandsOnANodeThatIsGone() {
    desire(1, 1, replica(1, ReplicaState.STARTING, 0));
    after(2_000);
    site.lose(N2);
    site.lose(N2);
    assertThat(after(60_000)).containsExactly("2000 n-2 gone", "2000 r-1 FAILED");
    desire(1, 2, replica(2, ReplicaState.STARTING, 0));
    assertThat(after(0)).containsExactly("62000 r-2 FAILED");
    site.regain(N2);
    desire(1, 3, replica(3, ReplicaState.STARTING, 0));
    assertThat(after(60_000))
        .containsExactly("62000 n-2 back", "63000 r-3 loading", "67000 r-3 ready");
  }

  @Test
  void shouldSayThatANodeIsBackWhenTheHubBelievesItGoneAfterARestart() {
    desire(3, 1, N1);
    assertThat(after(0)).containsExactly("0 n-1 back");
    desire(3, 2, N1);
    assertThat(after(60_000)).isEmpty();
  }

  @Test
  void shouldDoNothingTwiceWhenToldTwice() {
    desire(1, 1, replica(1, ReplicaState.STARTING, 0), MinerState.STARTING);
    desire(1, 1, replica(1, ReplicaState.STARTING, 0), MinerState.STARTING);
    after(60_000);
    desire(1, 2, replica(1, ReplicaState.DRAINING, 0), MinerState.STOPPING);
    desire(1, 3, replica(1, ReplicaState.DRAINING, 0), MinerState.STOPPING);
    assertThat(after(60_000)).containsExactly("60500 r-1 REQUESTED", "62000 asics off");
  }

  @Test
  void shouldStopBeforeItIsReadyWhenToldSo() {
    desire(1, 1, replica(1, ReplicaState.STARTING, 0));
    after(2_000);
    desire(1, 2, replica(1, ReplicaState.DRAINING, 0));
    assertThat(after(60_000)).containsExactly("2500 r-1 REQUESTED");
  }

  @Test
  void shouldConfirmAStopOfWhatItNeverSaw() {
    desire(1, 1);
    desire(1, 2, replica(1, ReplicaState.DRAINING, 0));
    assertThat(after(60_000)).containsExactly("500 r-1 REQUESTED");
  }

  @Test
  void shouldStopWhatIsNoLongerListed() {
    desire(1, 1, replica(1, ReplicaState.STARTING, 0));
    after(60_000);
    desire(1, 2);
    assertThat(after(60_000)).containsExactly("60500 r-1 REQUESTED");
  }

  @Test
  void shouldAdoptWhatTheHubKnowsAfterARestart() {
    desire(
        3,
        70,
        replica(1, ReplicaState.READY, 0),
        replica(2, ReplicaState.READY, 9_000),
        replica(3, ReplicaState.LOADING, 0),
        replica(4, ReplicaState.STARTING, 0),
        replica(5, ReplicaState.DRAINING, 0),
        MinerState.ON);
    assertThat(after(60_000))
        .containsExactly(
            "500 r-5 REQUESTED",
            "1000 r-4 loading",
            "5000 r-3 ready",
            "5000 r-4 ready",
            "9000 r-2 COMPLETED");
    desire(
        3,
        71,
        replica(1, ReplicaState.DRAINING, 0),
        replica(3, ReplicaState.READY, 0),
        replica(4, ReplicaState.READY, 0),
        MinerState.STOPPING);
    assertThat(after(60_000)).containsExactly("60500 r-1 REQUESTED", "62000 asics off");
  }

  private static DesiredReplica capped(ReplicaState known, long watts, int order) {
    PowerCap cap = new PowerCap(Watts.of(watts), Watts.of(watts), order, List.of(), null);
    return new DesiredReplica(new ReplicaId(1), known, List.of(), List.of(N1), 4_000, 0, cap);
  }

  @Test
  void shouldHoldTheGpusOfAPausedReplicaOnceItsRequestsHaveEnded() {
    desire(1, 1, replica(1, ReplicaState.STARTING, 0));
    after(60_000);
    desire(1, 2, capped(ReplicaState.PAUSED, 100, 1));
    assertThat(after(10_000)).containsExactly("61500 CapApplied[replica=r-1, order=1]");
    desire(1, 3, capped(ReplicaState.READY, 300, 2));
    assertThat(after(10_000)).containsExactly("71000 CapApplied[replica=r-1, order=2]");
  }

  @Test
  void shouldSayNothingOfAPauseThatWasTakenBackAtOnce() {
    desire(1, 1, replica(1, ReplicaState.STARTING, 0));
    after(60_000);
    desire(1, 2, capped(ReplicaState.PAUSED, 100, 1));
    after(700);
    desire(1, 3, capped(ReplicaState.READY, 300, 2));
    assertThat(after(10_000)).containsExactly("61700 CapApplied[replica=r-1, order=2]");
  }

  @Test
  void shouldAdoptAPausedReplicaWithoutLoadingIt() {
    desire(3, 70, capped(ReplicaState.PAUSED, 100, 4));
    assertThat(after(60_000)).containsExactly("1000 CapApplied[replica=r-1, order=4]");
    desire(3, 71, capped(ReplicaState.DRAINING, 100, 4));
    assertThat(after(60_000)).containsExactly("60500 r-1 REQUESTED");
  }

  @Test
  void shouldSwitchMinersInTheDeclaredTimes() {
    desire(1, 1, MinerState.OFF);
    desire(1, 2, MinerState.STARTING);
    assertThat(after(60_000)).containsExactly("3000 asics on");
    desire(1, 3, MinerState.STOPPING);
    assertThat(after(60_000)).containsExactly("62000 asics off");
    desire(1, 4, MinerState.STARTING);
    after(1_000);
    desire(1, 5, MinerState.STOPPING);
    assertThat(after(60_000)).containsExactly("123000 asics off");
  }

  @Test
  void shouldNameTheOrderThatItAnswers() {
    desire(1, 1, steps(0, 0, MinerState.OFF));
    desire(1, 2, steps(7, 1, MinerState.STARTING));
    assertThat(after(63_000)).containsExactly("3000 up to 7 by order 1");
    desire(1, 3, steps(5, 2, MinerState.STOPPING));
    assertThat(after(1_500)).isEmpty();
    desire(1, 4, steps(2, 3, MinerState.STOPPING));
    assertThat(after(60_000))
        .containsExactly("65000 down to 5 by order 3", "66500 down to 2 by order 3");
    desire(1, 5, steps(2, 3, MinerState.ON));
    assertThat(after(60_000)).isEmpty();
  }

  @Test
  void shouldGoOnFallingAfterARestart() {
    desire(1, 1, steps(4, 9, MinerState.STOPPING));
    assertThat(after(60_000)).containsExactly("2000 down to 4 by order 9");
  }

  @Test
  void shouldReportInOrderUntilItIsOnDisk() {
    refusals = 30;
    desire(1, 1, replica(1, ReplicaState.STARTING, 1));
    assertThat(after(60_000))
        .extracting(line -> line.substring(line.indexOf(' ') + 1))
        .containsExactly("r-1 loading", "r-1 ready", "r-1 " + StopCause.COMPLETED);
  }

  @Test
  void shouldSayNothingMoreWhenClosed() {
    desire(1, 1, replica(1, ReplicaState.STARTING, 0));
    after(2_000);
    site.close();
    assertThat(after(60_000)).isEmpty();
  }
}
