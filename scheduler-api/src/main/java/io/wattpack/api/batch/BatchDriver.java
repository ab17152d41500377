package io.wattpack.api.batch;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves each batch from state to state.
 *
 * <p>Level-triggered: a step reads the batch's row and does the one thing that its state calls for,
 * so that going on after a crash is the same code as going on. Steps of one batch never overlap;
 * one that fails is tried again. Runs on the serial executor.
 */
final class BatchDriver {
  private static final Logger LOG = LoggerFactory.getLogger(BatchDriver.class);

  private final Surroundings around;
  private final DataPlaneOptions options;
  private final Set<String> stepping = new LinkedHashSet<>();
  private final Set<String> again = new LinkedHashSet<>();
  private Function<BatchRow, CompletableFuture<Boolean>> steps = row -> WAIT;
  private boolean isStarted;
  private boolean isClosed;

  /** Nothing to do until something calls {@link #advance}. */
  static final CompletableFuture<Boolean> WAIT = CompletableFuture.completedFuture(false);

  /** The row may call for another step. */
  static final CompletableFuture<Boolean> GO_ON = CompletableFuture.completedFuture(true);

  BatchDriver(Surroundings around, DataPlaneOptions options) {
    this.around = around;
    this.options = options;
  }

  /**
   * Takes up every unfinished batch.
   *
   * @param act does what a row calls for; true: look again
   */
  void start(Function<BatchRow, CompletableFuture<Boolean>> act) {
    steps = act;
    isStarted = true;
    var unused =
        CompletableFuture.supplyAsync(
                () -> around.store().read(BatchTable::unfinished), around.blocking())
            .whenCompleteAsync(this::takeUp, around.serial());
  }

  private void takeUp(@Nullable List<String> unfinished, @Nullable Throwable failure) {
    if (unfinished != null) {
      unfinished.forEach(this::advance);
    } else if (!isClosed) {
      LOG.warn(
          "Unfinished batches could not be read and will be again: {}", Failures.brief(failure));
      later(() -> start(steps));
    }
  }

  /**
   * Looks at the batch, now or as soon as the step under way is over. Before the start there is no
   * need: it reads all.
   */
  void advance(String id) {
    if (!isStarted || isClosed) {
      return;
    }
    if (!stepping.add(id)) {
      again.add(id);
      return;
    }
    step(id);
  }

  void close() {
    isClosed = true;
  }

  private void step(String id) {
    again.remove(id);
    var unused =
        CompletableFuture.supplyAsync(() -> read(id), around.blocking())
            .thenComposeAsync(row -> row.map(steps).orElse(WAIT), around.serial())
            .whenCompleteAsync((goOn, failure) -> stepped(id, goOn, failure), around.serial());
  }

  private Optional<BatchRow> read(String id) {
    return around.store().read(connection -> BatchTable.find(connection, id));
  }

  private void stepped(String id, @Nullable Boolean goOn, @Nullable Throwable failure) {
    if (isClosed || Failures.isOver(failure)) {
      return;
    }
    if (failure != null) {
      LOG.warn("A step of {} failed and will be tried again: {}", id, Failures.brief(failure));
      stepping.remove(id);
      later(() -> advance(id));
    } else if (Boolean.TRUE.equals(goOn) || again.contains(id)) {
      step(id);
    } else {
      stepping.remove(id);
    }
  }

  private void later(Runnable task) {
    var unused = around.timer().after(options.retryAfter(), () -> around.serial().execute(task));
  }
}
