package io.wattpack.api.worker;

import io.wattpack.api.time.Timer.Cancellable;
import io.wattpack.api.worker.ModelServer.ModelAnswer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the lines of one leased chunk: a few at a time at the model server, answers committed in
 * small groups while the next lines run. Before each line it looks whether it should stop. Lives on
 * the serial executor.
 */
final class ChunkRun {
  private static final Logger LOG = LoggerFactory.getLogger(ChunkRun.class);
  private static final int SERVER_ERROR = 500;
  private static final long GROUP_CHARACTERS_MAX = 1 << 20;

  private final WorkerSurroundings around;
  private final LeasedChunk chunk;
  private final Consumer<Boolean> onFinish;
  private final Queue<RequestLine> waiting;
  private final List<LineAnswer> answered = new ArrayList<>();
  private long answeredCharacters;
  private int inFlight;
  private boolean isCommitting;
  private boolean isStopping;
  private boolean isDead;
  private boolean hasFailed;
  private boolean isFinished;
  private @Nullable Cancellable renewal;
  private @Nullable Cancellable groupTimer;

  /**
   * @param onFinish told once, when the chunk is off its hands: true if all went well
   */
  ChunkRun(WorkerSurroundings around, LeasedChunk chunk, Consumer<Boolean> onFinish) {
    this.around = around;
    this.chunk = chunk;
    this.onFinish = onFinish;
    this.waiting = new ArrayDeque<>(chunk.lines());
  }

  void start() {
    renewLater();
    goOn();
  }

  /** No more lines; those in flight are still committed. */
  void stop() {
    isStopping = true;
    goOn();
  }

  private void goOn() {
    while (!isOver() && inFlight < around.options().linesInFlight() && !waiting.isEmpty()) {
      inFlight++;
      call(waiting.remove(), 1);
    }
    if (mustCommit()) {
      commit();
    }
    if (inFlight == 0 && !isCommitting && (isDead || answered.isEmpty())) {
      finish();
    }
  }

  private boolean isOver() {
    return isStopping || isDead;
  }

  // ---- lines

  private void call(RequestLine line, int attempt) {
    var unused =
        around
            .server()
            .call(line.url(), line.body())
            .whenCompleteAsync(
                (answer, failure) -> called(line, attempt, answer, failure), around.serial());
  }

  private void called(
      RequestLine line, int attempt, @Nullable ModelAnswer answer, @Nullable Throwable failure) {
    boolean isWorthTrying = answer == null || answer.statusCode() >= SERVER_ERROR;
    if (isWorthTrying && attempt < around.options().attempts() && !isOver()) {
      around.after(around.options().failurePause(), () -> call(line, attempt + 1));
      return;
    }
    inFlight--;
    if (answer == null) {
      LOG.warn(
          "The model server failed on line {} of {}: {}",
          line.line(),
          chunk.job(),
          String.valueOf(failure));
    }
    // A line that was cut short by a stop is not failed: it runs again elsewhere.
    if (!isWorthTrying || attempt >= around.options().attempts()) {
      add(answer(line, answer == null ? noAnswer() : answer));
    }
    goOn();
  }

  private void add(LineAnswer answer) {
    answered.add(answer);
    answeredCharacters += answer.body().length();
  }

  private LineAnswer answer(RequestLine line, ModelAnswer answer) {
    return new LineAnswer(
        line.line(), answer.statusCode(), around.ids().next(), answer.body(), answer.tokensUsed());
  }

  private static ModelAnswer noAnswer() {
    return new ModelAnswer(
        SERVER_ERROR,
        "{\"error\":{\"message\":\"The model server did not answer.\",\"type\":\"server_error\","
            + "\"param\":null,\"code\":\"model_server_failed\"}}",
        0);
  }

  // ---- commits

  private boolean mustCommit() {
    if (answered.isEmpty() || isCommitting || isDead) {
      return false;
    }
    boolean isLast = inFlight == 0 && (waiting.isEmpty() || isStopping);
    boolean isFull =
        answered.size() >= around.options().groupLines()
            || answeredCharacters >= GROUP_CHARACTERS_MAX;
    if (isLast || isFull) {
      return true;
    }
    if (groupTimer == null) {
      groupTimer = around.after(around.options().groupWait(), this::groupWaited);
    }
    return false;
  }

  private void groupWaited() {
    groupTimer = null;
    if (!answered.isEmpty() && !isCommitting && !isDead) {
      commit();
    }
  }

  private void commit() {
    List<LineAnswer> group = List.copyOf(answered);
    answered.clear();
    answeredCharacters = 0;
    isCommitting = true;
    if (groupTimer != null) {
      groupTimer.cancel();
      groupTimer = null;
    }
    var unused =
        around
            .link()
            .commit(chunk.token(), group)
            .whenCompleteAsync(this::committed, around.serial());
  }

  private void committed(@Nullable CommitResult result, @Nullable Throwable failure) {
    isCommitting = false;
    switch (result) {
      case COMMITTED -> {}
      case COMMITTED_STOP -> isStopping = true;
      case REJECTED -> isDead = true;
      case null -> {
        LOG.warn("Answers of {} could not be committed: {}", chunk.job(), String.valueOf(failure));
        hasFailed = true;
        isDead = true;
      }
    }
    goOn();
  }

  // ---- the lease

  private void renewLater() {
    renewal = around.after(around.options().renewEvery(), this::renew);
  }

  private void renew() {
    if (isFinished) {
      return;
    }
    var unused =
        around
            .link()
            .renew(chunk.token())
            .whenCompleteAsync((isAlive, failure) -> renewed(isAlive), around.serial());
  }

  /**
   * A renewal that failed is tried again; one that was refused means that the chunk is another's.
   */
  private void renewed(@Nullable Boolean isAlive) {
    if (isFinished) {
      return;
    }
    if (Boolean.FALSE.equals(isAlive)) {
      isDead = true;
      goOn();
    } else {
      renewLater();
    }
  }

  private void finish() {
    if (isFinished) {
      return;
    }
    isFinished = true;
    if (renewal != null) {
      renewal.cancel();
    }
    if (groupTimer != null) {
      groupTimer.cancel();
    }
    var unused =
        around
            .link()
            .release(chunk.token())
            .whenCompleteAsync((done, failure) -> onFinish.accept(!hasFailed), around.serial());
  }
}
