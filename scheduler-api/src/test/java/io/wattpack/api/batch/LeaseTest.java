package io.wattpack.api.batch;

import static io.wattpack.api.batch.World.ALICE;
import static io.wattpack.api.batch.World.BOB;
import static io.wattpack.api.batch.World.line;
import static io.wattpack.api.batch.World.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.worker.CommitResult;
import io.wattpack.api.worker.LeasedChunk;
import io.wattpack.api.worker.LineAnswer;
import io.wattpack.api.worker.RequestLine;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leases, with the test in the worker's place. */
class LeaseTest {
  private static final ReplicaId ONE = new ReplicaId(1);
  private static final ReplicaId TWO = new ReplicaId(2);

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void start() {
    world = new World(folder);
    world.hasWorkers = false;
    world.limits =
        new BatchLimits(1 << 20, 1_000, 1_000, 10_000, 2_000, 64, 10, 4, 16_000, 1 << 20);
    world.start();
    world.core.replica(1, ReplicaState.READY);
    world.core.replica(2, ReplicaState.READY);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private LeasedChunk lease(ReplicaId replica) {
    return world.await(world.plane.lease(replica)).orElseThrow();
  }

  private CommitResult commit(LeasedChunk chunk, int... lines) {
    return world.await(world.plane.commit(chunk.token(), answers(lines)));
  }

  private static List<LineAnswer> answers(int... lines) {
    return Arrays.stream(lines)
        .mapToObj(line -> new LineAnswer(line, 200, "req_1", "{}", 3))
        .toList();
  }

  private static List<Integer> numbers(LeasedChunk chunk) {
    return chunk.lines().stream().map(RequestLine::line).toList();
  }

  @Test
  void shouldGiveAChunkToOneReplicaOnly() {
    var unused = world.create(ALICE, lines(8));

    assertThat(numbers(lease(ONE))).containsExactly(1, 2, 3, 4);
    assertThat(numbers(lease(TWO))).containsExactly(5, 6, 7, 8);
    assertThat(world.await(world.plane.lease(ONE))).isEmpty();
  }

  @Test
  void shouldHandOverTheBodyUnchanged() {
    String body = "{ \"model\" : \"minilm\",\"input\":\"\\u00e9 \u4E2D\", \"x\":1e0 }";
    var unused =
        world.create(
            ALICE,
            "\uFEFF"
                + line("a", "x")
                + "\r\n"
                + line("b", "y")
                    .replaceAll(
                        "\"body\":.*", "\"body\":" + Matcher.quoteReplacement(body) + ",\"z\":1}"));

    LeasedChunk chunk = lease(ONE);

    assertThat(chunk.lines().getLast().body()).isEqualTo(body);
    assertThat(chunk.lines().getLast().line()).isEqualTo(3);
    assertThat(chunk.lines().getLast().customId()).isEqualTo("b");
  }

  @Test
  void shouldWaitForWorkWhenThereIsNone() {
    CompletableFuture<Optional<LeasedChunk>> asked = world.plane.lease(ONE);
    world.time.advance(Duration.ofSeconds(1));
    assertThat(asked).isNotDone();
    var unused = world.create(ALICE, lines(1));

    assertThat(world.await(asked)).isPresent();
  }

  @Test
  void shouldGiveTheChunkToAnotherWhenALeaseExpires() {
    BatchObject batch = world.create(ALICE, lines(4));
    LeasedChunk dead = lease(ONE);
    assertThat(commit(dead, 1)).isEqualTo(CommitResult.COMMITTED);
    world.time.advance(Duration.ofSeconds(31));

    LeasedChunk again = lease(TWO);

    assertThat(numbers(again)).containsExactly(2, 3, 4);
    assertThat(commit(dead, 2, 3)).isEqualTo(CommitResult.REJECTED);
    assertThat(world.await(world.plane.renew(dead.token()))).isFalse();
    assertThat(commit(again, 2, 3, 4)).isEqualTo(CommitResult.COMMITTED);
    assertThat(world.runToEnd(ALICE, batch.id()).counts().completed()).isEqualTo(4);
    assertThat(world.count("ledger")).isEqualTo(4);
  }

  @Test
  void shouldKeepALeaseThatIsRenewed() {
    var unused = world.create(ALICE, lines(4));
    LeasedChunk chunk = lease(ONE);
    for (int i = 0; i < 10; i++) {
      world.time.advance(Duration.ofSeconds(20));
      assertThat(world.await(world.plane.renew(chunk.token()))).isTrue();
    }
    assertThat(commit(chunk, 1)).isEqualTo(CommitResult.COMMITTED);
  }

  @Test
  void shouldCountALineOnceWhenItIsCommittedTwice() {
    BatchObject batch = world.create(ALICE, lines(4));
    LeasedChunk chunk = lease(ONE);
    CompletableFuture<CommitResult> first = world.plane.commit(chunk.token(), answers(1, 2));
    CompletableFuture<CommitResult> second = world.plane.commit(chunk.token(), answers(2, 3));

    assertThat(world.await(first)).isEqualTo(CommitResult.COMMITTED);
    assertThat(world.await(second)).isEqualTo(CommitResult.COMMITTED);
    assertThat(commit(chunk, 1, 2, 3, 99)).isEqualTo(CommitResult.COMMITTED);
    assertThat(world.get(ALICE, batch.id()).counts().completed()).isEqualTo(3);
    assertThat(world.count("results")).isEqualTo(3);
    assertThat(world.core.progressedLines(batch.id())).isLessThanOrEqualTo(3);
  }

  @Test
  void shouldReturnLinesAtOnceWhenAReplicaIsGone() {
    var unused = world.create(ALICE, lines(4));
    LeasedChunk lost = lease(ONE);
    CompletableFuture<Optional<LeasedChunk>> other = world.plane.lease(TWO);
    world.time.runDue();
    assertThat(other).isNotDone();

    world.core.replica(1, ReplicaState.STOPPED);
    world.time.runDue();

    assertThat(other).isDone();
    assertThat(commit(lost, 1)).isEqualTo(CommitResult.REJECTED);
  }

  @Test
  void shouldReturnLinesAtOnceWhenAReplicaIsPausedAndGiveItNone() {
    BatchObject batch = world.create(ALICE, lines(4));
    LeasedChunk paused = lease(ONE);
    assertThat(commit(paused, 1)).isEqualTo(CommitResult.COMMITTED);
    CompletableFuture<Optional<LeasedChunk>> other = world.plane.lease(TWO);
    world.time.runDue();
    assertThat(other).isNotDone();

    world.core.replica(1, ReplicaState.PAUSED);
    world.time.runDue();

    assertThat(numbers(world.await(other).orElseThrow())).containsExactly(2, 3, 4);
    assertThat(commit(paused, 2)).isEqualTo(CommitResult.REJECTED);
    assertThat(world.await(world.plane.lease(ONE))).isEmpty();
    assertThat(world.get(ALICE, batch.id()).counts().completed()).isEqualTo(1);
  }

  @Test
  void shouldAnswerAWorkerThatWaitsWhenItsReplicaIsPaused() {
    CompletableFuture<Optional<LeasedChunk>> asked = world.plane.lease(ONE);
    world.core.replica(1, ReplicaState.PAUSED);
    world.time.runDue();

    assertThat(world.await(asked)).isEmpty();
    world.core.replica(1, ReplicaState.READY);
    var unused = world.create(ALICE, lines(2));

    assertThat(numbers(lease(ONE))).containsExactly(1, 2);
  }

  @Test
  void shouldTakeTheLineInFlightOfADrainingReplicaAndGiveTheRestAway() {
    var unused = world.create(ALICE, lines(4));
    LeasedChunk draining = lease(ONE);
    world.core.replica(1, ReplicaState.DRAINING);
    world.time.runDue();

    assertThat(commit(draining, 1)).isEqualTo(CommitResult.COMMITTED_STOP);
    world.await(world.plane.release(draining.token()));

    assertThat(numbers(lease(TWO))).containsExactly(2, 3, 4);
    assertThat(world.await(world.plane.lease(ONE))).isEmpty();
  }

  @Test
  void shouldNotCommitWhenTheLeaseDiesWhileTheBytesAreWritten() {
    BatchObject batch = world.create(ALICE, lines(4));
    LeasedChunk chunk = lease(ONE);
    CompletableFuture<CommitResult> late = world.plane.commit(chunk.token(), answers(1));
    world.core.replica(1, ReplicaState.STOPPED);
    world.time.runDue();

    assertThat(late.join()).isEqualTo(CommitResult.REJECTED);
    assertThat(world.get(ALICE, batch.id()).counts().completed()).isZero();
    assertThat(world.count("ledger")).isZero();
    assertThat(numbers(lease(TWO))).containsExactly(1, 2, 3, 4);
  }

  @Test
  void shouldGiveNothingToAReplicaThatIsNotReady() {
    var unused = world.create(ALICE, lines(4));
    world.core.replica(3, ReplicaState.LOADING);

    assertThat(world.await(world.plane.lease(new ReplicaId(3)))).isEmpty();
    assertThat(world.await(world.plane.lease(new ReplicaId(77)))).isEmpty();
  }

  @Test
  void shouldShareBetweenTenantsByWeightWhateverTheirBacklog() {
    world.core.weights.put(ALICE, 1);
    world.core.weights.put(BOB, 3);
    String text = "x".repeat(4_000);
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 240; i++) {
      many.append(line("r" + i, text));
    }
    BatchObject alice = world.create(ALICE, many.toString());
    var unused = world.create(BOB, many.toString());
    world.time.advance(Duration.ofSeconds(1));

    int[] chunks = {0, 0};
    for (int i = 0; i < 40; i++) {
      LeasedChunk chunk = lease(ONE);
      chunks[chunk.job().value().equals(alice.id()) ? 0 : 1]++;
    }

    assertThat(chunks[0]).isBetween(9, 11);
    assertThat(chunks[1]).isEqualTo(40 - chunks[0]);
  }

  @Test
  void shouldRunATenantsOlderBatchFirst() {
    BatchObject older = world.create(ALICE, lines(8));
    var unused = world.create(ALICE, lines(8));
    world.time.advance(Duration.ofSeconds(1));

    assertThat(lease(ONE).job().value()).isEqualTo(older.id());
    assertThat(lease(ONE).job().value()).isEqualTo(older.id());
    assertThat(lease(ONE).job().value()).isNotEqualTo(older.id());
  }
}
