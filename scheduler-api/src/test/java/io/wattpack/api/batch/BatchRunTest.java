package io.wattpack.api.batch;

import static io.wattpack.api.batch.World.ALICE;
import static io.wattpack.api.batch.World.line;
import static io.wattpack.api.batch.World.lines;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattpack.core.model.ReplicaState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchRunTest {
  @TempDir Path folder;
  private World world;

  @BeforeEach
  void start() {
    world = new World(folder).start();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void shouldAnswerEveryLineOnceInOrderOfTheInput() {
    world.core.replica(1, ReplicaState.READY);
    world.core.replica(2, ReplicaState.READY);
    BatchObject batch = world.create(ALICE, lines(300));

    BatchObject end = world.runToEnd(ALICE, batch.id());

    assertThat(end.state()).isEqualTo(BatchState.COMPLETED);
    assertThat(end.counts()).isEqualTo(new BatchObject.Counts(300, 300, 0));
    assertThat(world.customIds(ALICE, end.outputFileId()))
        .isEqualTo(IntStream.range(0, 300).mapToObj(i -> "r" + i).toList());
    assertThat(end.errorFileId()).isNull();
    assertThat(end.tokensUsed()).isEqualTo(300 * 7);
    assertThat(end.energy().value()).isEqualTo(300 * 7 * 2_000);
    assertThat(end.placements())
        .extracting(BatchObject.Placement::site)
        .containsExactly("site-1", "site-2");
    assertThat(end.placements().stream().mapToLong(BatchObject.Placement::lines).sum())
        .isEqualTo(300);
    assertThat(world.count("ledger")).isEqualTo(300);
    assertThat(world.calls).hasSize(300);
    assertThat(world.core.submittedJobs()).containsExactly(batch.id());
    assertThat(world.core.endedJobs()).containsExactly(batch.id());
    assertThat(world.core.progressedLines(batch.id())).isEqualTo(300);
  }

  @Test
  void shouldWriteLinesInTheShapeThatClientsRead() {
    world.core.replica(1, ReplicaState.READY);
    BatchObject batch = world.create(ALICE, line("a\\\"\u4E2D", "x") + line("b", "bad"));

    BatchObject end = world.runToEnd(ALICE, batch.id());

    JsonNode good = world.results(ALICE, end.outputFileId()).getFirst();
    assertThat(good.get("custom_id").textValue()).isEqualTo("a\"\u4E2D");
    assertThat(good.get("id").textValue()).startsWith("batch_req_");
    assertThat(good.at("/response/status_code").intValue()).isEqualTo(200);
    assertThat(good.at("/response/request_id").textValue()).startsWith("req_");
    assertThat(good.at("/response/body/echo/input").textValue()).isEqualTo("x");
    assertThat(good.get("error").isNull()).isTrue();
    JsonNode bad = world.results(ALICE, end.errorFileId()).getFirst();
    assertThat(bad.at("/response/status_code").intValue()).isEqualTo(400);
    assertThat(end.state()).isEqualTo(BatchState.COMPLETED);
    assertThat(end.counts()).isEqualTo(new BatchObject.Counts(2, 1, 1));
    assertThat(world.count("ledger")).isEqualTo(1);
  }

  @Test
  void shouldHaveNoOutputFileWhenNoLineWasGood() {
    world.core.replica(1, ReplicaState.READY);
    BatchObject end = world.runToEnd(ALICE, world.create(ALICE, line("b", "bad")).id());

    assertThat(end.state()).isEqualTo(BatchState.COMPLETED);
    assertThat(end.outputFileId()).isNull();
    assertThat(end.errorFileId()).isNotNull();
  }

  @Test
  void shouldMoveCountsAndShowFinishedLinesWhileItRuns() {
    world.core.replica(1, ReplicaState.READY);
    BatchObject batch = world.create(ALICE, lines(200));
    world.runUntil(ALICE, batch.id(), now -> now.counts().completed() > 20);

    BatchObject half = world.get(ALICE, batch.id());

    assertThat(half.state()).isEqualTo(BatchState.IN_PROGRESS);
    assertThat(half.counts().completed()).isLessThan(200);
    assertThat(world.results(ALICE, half.outputFileId())).hasSize((int) half.counts().completed());
    assertThat(World.done(world.await(world.files.get(ALICE, half.outputFileId()))).bytes())
        .isEqualTo(world.content(ALICE, half.outputFileId()).length);
  }

  @Test
  void shouldReportProgressAtMostFourTimesASecondPerReplica() {
    world.core.replica(1, ReplicaState.READY);
    BatchObject batch = world.create(ALICE, lines(400));
    long before = world.time.millis();
    world.runToEnd(ALICE, batch.id());

    long seconds = (world.time.millis() - before) / 1_000 + 1;
    assertThat(world.core.progressReports()).isBetween(2L, 4 * seconds + 2);
  }

  @Test
  void shouldFailABatchWhoseInputIsWrong() {
    BatchObject end = world.runToEnd(ALICE, world.create(ALICE, "x\n").id());

    assertThat(end.state()).isEqualTo(BatchState.FAILED);
    assertThat(end.errors()).extracting(BatchError::code).containsExactly("invalid_json_line");
    assertThat(end.errors()).extracting(BatchError::line).containsExactly(1);
    assertThat(world.core.events).isEmpty();
  }

  @Test
  void shouldFailABatchThatTheCoreDoesNotTake() {
    world.core.refusesJobs = true;
    BatchObject end = world.runToEnd(ALICE, world.create(ALICE, lines(3)).id());

    assertThat(end.state()).isEqualTo(BatchState.FAILED);
    assertThat(end.errors()).extracting(BatchError::code).containsExactly("model_not_found");
  }

  @Test
  void shouldWaitWhileTheCoreIsFull() {
    world.core.replica(1, ReplicaState.READY);
    world.core.isFull = true;
    BatchObject batch = world.create(ALICE, lines(3));
    world.time.advance(Duration.ofSeconds(5));
    assertThat(world.get(ALICE, batch.id()).state()).isEqualTo(BatchState.VALIDATING);

    world.core.isFull = false;
    assertThat(world.runToEnd(ALICE, batch.id()).state()).isEqualTo(BatchState.COMPLETED);
  }

  @Test
  void shouldSettleLinesInFlightAndCloseTheRestWhenCancelled() {
    world.core.replica(1, ReplicaState.READY);
    BatchObject batch = world.create(ALICE, lines(500));
    world.runUntil(ALICE, batch.id(), now -> now.counts().completed() > 20);

    BatchObject cancelling = World.done(world.await(world.batches.cancel(ALICE, batch.id())));
    assertThat(cancelling.state()).isEqualTo(BatchState.CANCELLING);
    BatchObject end = world.runToEnd(ALICE, batch.id());

    assertThat(end.state()).isEqualTo(BatchState.CANCELLED);
    assertThat(end.counts().completed() + end.counts().failed()).isEqualTo(500);
    assertThat(end.counts().failed()).isPositive();
    assertThat(world.results(ALICE, end.outputFileId())).hasSize((int) end.counts().completed());
    List<JsonNode> closed = world.results(ALICE, end.errorFileId());
    assertThat(closed).hasSize((int) end.counts().failed());
    assertThat(closed.getFirst().at("/error/code").textValue()).isEqualTo("batch_cancelled");
    assertThat(closed.getFirst().get("response").isNull()).isTrue();
    assertThat(world.count("ledger")).isEqualTo(end.counts().completed());
    assertThat(world.core.endedJobs()).containsExactly(batch.id());
  }

  @Test
  void shouldCancelABatchThatNeverRan() {
    BatchObject batch = world.create(ALICE, lines(70));
    world.time.advance(Duration.ofSeconds(1));
    var unused = world.await(world.batches.cancel(ALICE, batch.id()));
    BatchObject end = world.runToEnd(ALICE, batch.id());

    assertThat(end.state()).isEqualTo(BatchState.CANCELLED);
    assertThat(end.counts()).isEqualTo(new BatchObject.Counts(70, 0, 70));
    assertThat(end.outputFileId()).isNull();
    assertThat(World.refused(world.await(world.batches.cancel(ALICE, batch.id() + "x"))).status())
        .isEqualTo(404);
    assertThat(World.done(world.await(world.batches.cancel(ALICE, batch.id()))).state())
        .isEqualTo(BatchState.CANCELLED);
  }

  @Test
  void shouldRefuseToCancelWhatHasEnded() {
    world.core.replica(1, ReplicaState.READY);
    BatchObject end = world.runToEnd(ALICE, world.create(ALICE, lines(2)).id());

    Refusal refusal = World.refused(world.await(world.batches.cancel(ALICE, end.id())));

    assertThat(refusal.status()).isEqualTo(409);
    assertThat(refusal.code()).isEqualTo("batch_not_cancellable");
  }

  @Test
  void shouldExpireWhatItsWindowDidNotSee() {
    BatchObject batch = world.create(ALICE, lines(100));
    BatchObject end = world.runToEnd(ALICE, batch.id());

    assertThat(end.state()).isEqualTo(BatchState.EXPIRED);
    assertThat(end.times().expiredAt().value())
        .isBetween(end.times().expiresAt().value(), end.times().expiresAt().value() + 1_000);
    assertThat(end.counts()).isEqualTo(new BatchObject.Counts(100, 0, 100));
    assertThat(world.results(ALICE, end.errorFileId()).getFirst().at("/error/code").textValue())
        .isEqualTo("batch_expired");
    assertThat(world.core.endedJobs()).containsExactly(batch.id());
  }

  @Test
  void shouldGoOnWhenItsInputFileIsDeleted() {
    world.core.replica(1, ReplicaState.READY);
    BatchObject batch = world.create(ALICE, lines(200));
    world.runUntil(ALICE, batch.id(), now -> now.counts().completed() > 20);

    var unused = World.done(world.await(world.files.delete(ALICE, batch.inputFileId())));
    assertThat(World.refused(world.await(world.files.get(ALICE, batch.inputFileId()))).status())
        .isEqualTo(404);
    BatchObject end = world.runToEnd(ALICE, batch.id());

    assertThat(end.counts().completed()).isEqualTo(200);
    assertThat(world.blobs.list("uploads")).isEmpty();
  }
}
