package io.wattpack.api.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.time.VirtualTime;
import io.wattpack.api.worker.ModelServer.ModelAnswer;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.PlacementStatus;
import io.wattpack.core.state.ReplicaStatus;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkerPoolTest {
  private static final PoolId POOL = new PoolId(new ModelId("minilm"), ServiceTier.STANDARD);
  private static final ReplicaId REPLICA = new ReplicaId(1);

  private final VirtualTime time = VirtualTime.create();
  private final FakeLink link = new FakeLink();
  private final List<String> calls = new ArrayList<>();
  private Duration answerTime = Duration.ofMillis(10);
  private int status = 200;
  private final WorkerPool pool =
      new WorkerPool(
          link,
          this::call,
          time,
          time,
          new RequestIds(new SplittableRandom(1)),
          WorkerOptions.DEFAULTS);

  /** The hub's end: hands out the chunks it was given and notes what comes back. */
  private static final class FakeLink implements WorkerLink {
    private final Queue<LeasedChunk> chunks = new ArrayDeque<>();
    private final List<List<Integer>> commits = new ArrayList<>();
    private final List<Integer> statuses = new ArrayList<>();
    private final List<String> released = new ArrayList<>();
    private int asked;
    private int renewed;
    private boolean isAlive = true;
    private CompletableFuture<CommitResult> result =
        CompletableFuture.completedFuture(CommitResult.COMMITTED);

    @Override
    public CompletableFuture<Optional<LeasedChunk>> lease(ReplicaId replica) {
      asked++;
      return CompletableFuture.completedFuture(Optional.ofNullable(chunks.poll()));
    }

    @Override
    public CompletableFuture<Boolean> renew(String leaseToken) {
      renewed++;
      return CompletableFuture.completedFuture(isAlive);
    }

    @Override
    public CompletableFuture<CommitResult> commit(String leaseToken, List<LineAnswer> answers) {
      commits.add(answers.stream().map(LineAnswer::line).toList());
      answers.forEach(answer -> statuses.add(answer.statusCode()));
      return result;
    }

    @Override
    public CompletableFuture<Void> release(String leaseToken) {
      released.add(leaseToken);
      return CompletableFuture.completedFuture(null);
    }

    private List<Integer> committed() {
      return commits.stream().flatMap(List::stream).sorted().toList();
    }
  }

  private CompletableFuture<ModelAnswer> call(String url, String body) {
    calls.add(body);
    CompletableFuture<ModelAnswer> answer = new CompletableFuture<>();
    time.after(answerTime, () -> answer.complete(new ModelAnswer(status, "{}", 1)));
    return answer;
  }

  private void chunk(String token, int lines) {
    List<RequestLine> requests =
        IntStream.rangeClosed(1, lines)
            .mapToObj(line -> new RequestLine(line, "c" + line, "/v1/embeddings", "b" + line, 1))
            .toList();
    link.chunks.add(
        new LeasedChunk(token, new JobId("batch_1"), REPLICA, Duration.ofSeconds(30), requests));
  }

  private void replica(ReplicaState state) {
    ReplicaStatus replica =
        new ReplicaStatus(
            REPLICA,
            POOL,
            ServiceTier.STANDARD,
            state,
            new SiteId("s"),
            new GpuContainerId("c"),
            new NodeId("n"),
            List.of(),
            List.of(),
            Watts.ZERO,
            null,
            0,
            0,
            1,
            1,
            EpochMillis.ZERO,
            Reason.of(ReasonCode.BACKLOG));
    FleetStatus fleet =
        new FleetStatus(
            EpochMillis.ZERO,
            0,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(replica),
            List.of(),
            PlacementStatus.NOTHING_CLOSED,
            List.of(),
            List.of());
    Plan plan =
        new Plan(0, EpochMillis.ZERO, List.of(), List.of(), List.of(), List.of(), List.of());
    pool.planned(1, plan, Fleet.EMPTY, fleet);
    time.runDue();
  }

  private static List<Integer> numbers(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void shouldCommitEveryLineOnceInSmallGroups() {
    chunk("t1", 64);
    chunk("t2", 3);
    replica(ReplicaState.READY);
    time.advance(Duration.ofSeconds(2));

    assertThat(
            link.commits.subList(0, link.commits.size() - 1).stream()
                .flatMap(List::stream)
                .sorted())
        .containsExactlyElementsOf(numbers(64));
    assertThat(link.commits).allSatisfy(group -> assertThat(group).hasSizeLessThanOrEqualTo(18));
    assertThat(link.released).containsExactly("t1", "t2");
  }

  @Test
  void shouldNotKeepAnAnswerLongerThanTheGroupWaits() {
    answerTime = Duration.ofMillis(200);
    chunk("t1", 20);
    replica(ReplicaState.READY);
    time.advance(Duration.ofMillis(200 + 250));

    assertThat(link.committed()).isNotEmpty();
  }

  @Test
  void shouldStopBetweenTwoLinesAndCommitThoseInFlight() {
    chunk("t1", 64);
    replica(ReplicaState.READY);
    time.advance(Duration.ofMillis(35));
    replica(ReplicaState.DRAINING);
    int begun = calls.size();
    time.advance(Duration.ofSeconds(1));

    assertThat(begun).isLessThan(64);
    assertThat(calls).hasSize(begun);
    assertThat(link.committed()).isEqualTo(numbers(begun));
    assertThat(link.released).containsExactly("t1");
    assertThat(link.asked).isEqualTo(1);
  }

  @Test
  void shouldStopWhenTheHubSaysSo() {
    link.result = CompletableFuture.completedFuture(CommitResult.COMMITTED_STOP);
    chunk("t1", 64);
    replica(ReplicaState.READY);
    time.advance(Duration.ofSeconds(1));

    assertThat(calls.size()).isLessThan(30);
    assertThat(link.released).containsExactly("t1");
    assertThat(link.asked).isGreaterThan(1);
  }

  @Test
  void shouldRenewItsLeaseWhileALineTakesLong() {
    answerTime = Duration.ofSeconds(45);
    chunk("t1", 1);
    replica(ReplicaState.READY);
    time.advance(Duration.ofSeconds(46));

    assertThat(link.renewed).isEqualTo(4);
    assertThat(link.committed()).containsExactly(1);
  }

  @Test
  void shouldDropAChunkWhoseLeaseIsDead() {
    answerTime = Duration.ofSeconds(6);
    link.isAlive = false;
    chunk("t1", 64);
    replica(ReplicaState.READY);
    time.advance(Duration.ofSeconds(11));
    int begun = calls.size();
    time.advance(Duration.ofSeconds(30));

    assertThat(calls).hasSize(begun);
    assertThat(link.committed()).hasSize(2);
  }

  @Test
  void shouldTryALineAgainWhenTheModelServerFailsAndThenSayThatItFailed() {
    status = 503;
    chunk("t1", 1);
    replica(ReplicaState.READY);
    time.advance(Duration.ofSeconds(10));

    assertThat(calls).hasSize(3);
    assertThat(link.statuses).containsExactly(503);
  }

  @Test
  void shouldNotTryALineAgainThatIsTheCustomersMistake() {
    status = 400;
    chunk("t1", 2);
    replica(ReplicaState.READY);
    time.advance(Duration.ofSeconds(10));

    assertThat(calls).hasSize(2);
    assertThat(link.statuses).containsExactly(400, 400);
  }

  @Test
  void shouldGiveTheChunkBackAndPauseWhenACommitFails() {
    link.result = CompletableFuture.failedFuture(new IllegalStateException("storage is full"));
    chunk("t1", 64);
    replica(ReplicaState.READY);
    time.advance(Duration.ofMillis(500));

    assertThat(link.released).containsExactly("t1");
    assertThat(link.asked).isEqualTo(1);
    time.advance(Duration.ofSeconds(1));
    assertThat(link.asked).isGreaterThan(1);
  }

  @Test
  void shouldAskAgainWithoutHurryWhenThereIsNoWork() {
    replica(ReplicaState.READY);
    time.advance(Duration.ofSeconds(1));

    assertThat(link.asked).isBetween(10, 25);
    pool.close();
    time.runDue();
    int asked = link.asked;
    time.advance(Duration.ofSeconds(1));
    assertThat(link.asked).isEqualTo(asked);
  }
}
