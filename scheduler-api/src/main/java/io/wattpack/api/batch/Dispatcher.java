package io.wattpack.api.batch;

import io.wattpack.api.time.Timer.Cancellable;
import io.wattpack.api.worker.CommitResult;
import io.wattpack.api.worker.LeasedChunk;
import io.wattpack.api.worker.LineAnswer;
import io.wattpack.api.worker.RequestLine;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.ReplicaId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands chunks to replicas and takes their answers back. Every method runs on the serial executor.
 *
 * <p>Invariant: a chunk is either pending in its batch or in exactly one lease that is not
 * finished; a dead lease keeps its chunk until its last write has come back, so that no line is
 * leased while an answer to it may still commit.
 */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final Surroundings around;
  private final DataPlaneOptions options;
  private final ObjectIds ids;
  private final ChunkReader reader;
  private final ResultWriter writer;
  private final ProgressReporter progress;
  private final Consumer<String> onChange;

  private final Map<JobId, RunningBatch> batches = new LinkedHashMap<>();
  private final Map<String, Lease> leases = new LinkedHashMap<>();
  private final List<Request> requests = new ArrayList<>();
  private final Map<PoolId, DeficitRoundRobin> rounds = new LinkedHashMap<>();
  private ReplicaBoard board = ReplicaBoard.empty();
  private long requestsMade;

  /** A worker that waits for a chunk. */
  private record Request(
      long number,
      ReplicaId replica,
      CompletableFuture<Optional<LeasedChunk>> answer,
      Cancellable timer) {
    void answer(Optional<LeasedChunk> chunk) {
      timer.cancel();
      answer.complete(chunk);
    }
  }

  /**
   * @param onChange told the id of a batch of which a line was settled or a lease ended, when that
   *     may be the last one
   */
  Dispatcher(
      Surroundings around,
      DataPlaneOptions options,
      ObjectIds ids,
      ChunkReader reader,
      ResultWriter writer,
      ProgressReporter progress,
      Consumer<String> onChange) {
    this.around = around;
    this.options = options;
    this.ids = ids;
    this.reader = reader;
    this.writer = writer;
    this.progress = progress;
    this.onChange = onChange;
  }

  // ---- what runs

  void add(RunningBatch batch) {
    batches.put(batch.job(), batch);
    serveRequests();
  }

  @Nullable RunningBatch find(JobId job) {
    return batches.get(job);
  }

  /** Nothing more of the batch is begun; lines in flight may still settle. */
  void close(RunningBatch batch, Closing reason) {
    batch.close(reason);
    leases.values().stream().filter(lease -> lease.batch() == batch).forEach(Lease::stop);
  }

  /** The batch is over; what is still in flight comes too late. */
  void remove(RunningBatch batch) {
    batches.remove(batch.job());
    List.copyOf(leases.values()).stream()
        .filter(lease -> lease.batch() == batch)
        .forEach(this::revoke);
  }

  void replan(ReplicaBoard next) {
    board = next;
    for (Lease lease : List.copyOf(leases.values())) {
      obey(lease, next.replica(lease.replica().id()));
    }
    for (Iterator<Request> each = requests.iterator(); each.hasNext(); ) {
      Request request = each.next();
      if (!next.isReady(request.replica())) {
        each.remove();
        request.answer(Optional.empty());
      }
    }
    serveRequests();
  }

  private void obey(Lease lease, @Nullable ReplicaFacts replica) {
    if (replica != null && replica.isDraining()) {
      lease.stop();
    } else if (replica == null || !replica.isReady()) {
      revoke(lease);
    }
  }

  // ---- leasing

  CompletableFuture<Optional<LeasedChunk>> lease(ReplicaId replica) {
    CompletableFuture<Optional<LeasedChunk>> answer = new CompletableFuture<>();
    if (!board.isReady(replica)) {
      answer.complete(Optional.empty());
      return answer;
    }
    long number = ++requestsMade;
    Cancellable timer =
        around
            .timer()
            .after(options.leaseWait(), () -> around.serial().execute(() -> giveUp(number)));
    requests.add(new Request(number, replica, answer, timer));
    serveRequests();
    return answer;
  }

  private void giveUp(long number) {
    for (Iterator<Request> each = requests.iterator(); each.hasNext(); ) {
      Request request = each.next();
      if (request.number() == number) {
        each.remove();
        request.answer(Optional.empty());
      }
    }
  }

  private void serveRequests() {
    for (Iterator<Request> each = requests.iterator(); each.hasNext(); ) {
      Request request = each.next();
      ReplicaFacts replica = board.replica(request.replica());
      RunningBatch batch = replica == null ? null : choose(replica);
      if (replica != null && batch != null) {
        each.remove();
        grant(request, replica, batch);
      }
    }
  }

  private @Nullable RunningBatch choose(ReplicaFacts replica) {
    List<WorkOffers.Offer> offers =
        WorkOffers.of(board.order(replica.pool()), replica.site(), batches);
    if (offers.isEmpty()) {
      return null;
    }
    DeficitRoundRobin round =
        rounds.computeIfAbsent(replica.pool(), pool -> new DeficitRoundRobin());
    return WorkOffers.choose(offers, round);
  }

  private void grant(Request request, ReplicaFacts replica, RunningBatch batch) {
    Chunk chunk = batch.nextChunk();
    if (chunk == null) {
      throw new IllegalStateException(
          "The batch (%s) was chosen without work.".formatted(batch.id()));
    }
    Lease lease = new Lease(ids.leaseToken(), batch, chunk, replica);
    batch.lease(chunk);
    leases.put(lease.token(), lease);
    var unused =
        CompletableFuture.supplyAsync(
                () -> reader.read(batch.inputFile(), chunk), around.blocking())
            .whenCompleteAsync(
                (lines, failure) -> begin(request, lease, lines, failure), around.serial());
  }

  private void begin(
      Request request, Lease lease, List<RequestLine> lines, @Nullable Throwable failure) {
    if (failure != null) {
      LOG.warn("A chunk of {} could not be read: {}", lease.batch().id(), Failures.brief(failure));
      var unused =
          around
              .timer()
              .after(options.retryAfter(), () -> around.serial().execute(() -> revoke(lease)));
      request.answer(Optional.empty());
    } else if (lease.isDead() || lease.isStopping()) {
      revoke(lease);
      request.answer(Optional.empty());
    } else {
      List<RequestLine> unsettled =
          lines.stream().filter(line -> !lease.batch().isSettled(line.line())).toList();
      lease.open(unsettled);
      startClock(lease);
      request.answer(Optional.of(leased(lease, unsettled)));
    }
  }

  private LeasedChunk leased(Lease lease, List<RequestLine> lines) {
    return new LeasedChunk(
        lease.token(), lease.batch().job(), lease.replica().id(), options.leaseLife(), lines);
  }

  // ---- the life of a lease

  private void startClock(Lease lease) {
    long period = lease.beginPeriod();
    lease.timer(
        around
            .timer()
            .after(
                options.leaseLife(), () -> around.serial().execute(() -> expire(lease, period))));
  }

  /** Unless the lease was renewed after its timer ran off and before this could be looked at. */
  private void expire(Lease lease, long period) {
    if (!lease.isDead() && lease.period() == period) {
      LOG.info("The lease of {} on {} expired.", lease.replica().id(), lease.batch().id());
      revoke(lease);
    }
  }

  boolean renew(String token) {
    Lease lease = leases.get(token);
    if (lease == null || lease.isDead()) {
      return false;
    }
    startClock(lease);
    return true;
  }

  void release(String token) {
    Lease lease = leases.get(token);
    if (lease != null) {
      revoke(lease);
    }
  }

  /** The token is worth nothing from now on. */
  private void revoke(Lease lease) {
    lease.kill();
    endIfIdle(lease);
  }

  private void endIfIdle(Lease lease) {
    boolean isOver = lease.isDead() || lease.isFinished();
    if (!isOver || lease.isWriting() || leases.remove(lease.token()) == null) {
      return;
    }
    lease.kill();
    lease.batch().giveBack(lease.chunk());
    tellIfDone(lease.batch());
    serveRequests();
  }

  private void tellIfDone(RunningBatch batch) {
    boolean isIdle = batch.closing() != null && !batch.isLeased();
    if (batch.isSettled() || isIdle) {
      onChange.accept(batch.id());
    }
  }

  // ---- answers

  CompletableFuture<CommitResult> commit(String token, List<LineAnswer> answers) {
    Lease lease = leases.get(token);
    if (lease == null || lease.isDead()) {
      return CompletableFuture.completedFuture(CommitResult.REJECTED);
    }
    Map<RequestLine, LineAnswer> answered = take(lease, answers);
    if (answered.isEmpty()) {
      return CompletableFuture.completedFuture(committed(lease));
    }
    lease.writeBegins();
    CompletableFuture<CommitResult> result = new CompletableFuture<>();
    LineWriter lineWriter = new LineWriter(lease.batch().id());
    int chunk = lease.chunk().index();
    var unused =
        writer
            .settle(
                lease.batch(),
                lease,
                () ->
                    answered.entrySet().stream()
                        .map(each -> lineWriter.answered(each.getKey(), chunk, each.getValue()))
                        .toList())
            .whenCompleteAsync(
                (lines, failure) ->
                    written(lease, List.copyOf(answered.keySet()), lines, failure, result),
                around.serial());
    return result;
  }

  /**
   * Answers to lines that the lease does not have, or not any more, are repeats: they change
   * nothing.
   */
  private static Map<RequestLine, LineAnswer> take(Lease lease, List<LineAnswer> answers) {
    Map<RequestLine, LineAnswer> taken = new LinkedHashMap<>();
    for (LineAnswer answer : answers) {
      RequestLine line = lease.take(answer.line());
      if (line != null) {
        taken.put(line, answer);
      }
    }
    return taken;
  }

  private void written(
      Lease lease,
      List<RequestLine> requested,
      @Nullable List<SettledLine> lines,
      @Nullable Throwable failure,
      CompletableFuture<CommitResult> result) {
    lease.writeEnds();
    if (lines != null) {
      lines.forEach(line -> lease.batch().settle(line.line(), line.chunk()));
      count(lease, lines);
    } else {
      lease.putBack(requested);
    }
    // Before the end of the lease is looked at: a worker told that all is well may ask for the next
    // chunk at once.
    CommitResult outcome = committed(lease);
    endIfIdle(lease);
    if (lines != null) {
      result.complete(outcome);
    } else if (failure != null && Failures.cause(failure) instanceof LeaseDeadException) {
      result.complete(CommitResult.REJECTED);
    } else if (failure != null) {
      result.completeExceptionally(failure);
    }
  }

  private void count(Lease lease, List<SettledLine> lines) {
    long tokens = lines.stream().mapToLong(SettledLine::tokensEstimated).sum();
    long used = lines.stream().mapToLong(SettledLine::tokensUsed).sum();
    progress.add(
        lease.batch().job(),
        lease.replica().id(),
        lines.size(),
        tokens,
        used * lease.replica().millijoulesPerToken());
  }

  private static CommitResult committed(Lease lease) {
    return lease.isStopping() || lease.isDead()
        ? CommitResult.COMMITTED_STOP
        : CommitResult.COMMITTED;
  }
}
