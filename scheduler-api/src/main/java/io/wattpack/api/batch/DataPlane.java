package io.wattpack.api.batch;

import io.wattpack.api.loop.PlanListener;
import io.wattpack.api.worker.CommitResult;
import io.wattpack.api.worker.LeasedChunk;
import io.wattpack.api.worker.LineAnswer;
import io.wattpack.api.worker.WorkerLink;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.state.FleetStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Runs batches: validates them, submits them to the core, leases their chunks to replicas by the
 * newest plan, commits answers, and ends them. Starts with the first plan it hears, and takes up
 * what an earlier process left.
 *
 * <p>Leases live in memory and die with the process: a new one grants its own, and only the results
 * on disk count.
 */
public final class DataPlane implements PlanListener, WorkerLink, AutoCloseable {
  private final Surroundings around;
  private final ModelCatalog catalog;
  private final BatchDriver driver;
  private final Dispatcher dispatcher;
  private final CoreAnswers core;
  private final BatchSteps steps;
  private boolean isStarted;

  public DataPlane(
      Surroundings around,
      ModelCatalog catalog,
      BatchLimits limits,
      DataPlaneOptions options,
      ObjectIds ids) {
    this.around = around;
    this.catalog = catalog;
    this.driver = new BatchDriver(around, options);
    ChunkReader reader = new ChunkReader(around.blobs(), limits);
    ResultWriter writer = new ResultWriter(around, ids);
    ProgressReporter progress = new ProgressReporter(around, options);
    this.dispatcher =
        new Dispatcher(around, options, ids, reader, writer, progress, driver::advance);
    Validations validations =
        new Validations(around, limits, catalog, options.validationsMax(), driver::advance);
    this.core = new CoreAnswers(this::refused);
    this.steps =
        new BatchSteps(around, driver, validations, dispatcher, reader, writer, progress, core);
  }

  private void refused(JobId job) {
    steps.refuse(job);
  }

  @Override
  public void planned(long sequence, Plan plan, Fleet fleet, FleetStatus status) {
    catalog.planned(sequence, plan, fleet, status);
    around.serial().execute(() -> replan(status));
  }

  private void replan(FleetStatus status) {
    core.planned(status);
    dispatcher.replan(ReplicaBoard.of(status));
    if (!isStarted) {
      isStarted = true;
      driver.start(steps::act);
    }
  }

  /** Looks at a batch that was created or cancelled; from any thread. */
  public void advance(String batch) {
    around.serial().execute(() -> driver.advance(batch));
  }

  @Override
  public CompletableFuture<Optional<LeasedChunk>> lease(ReplicaId replica) {
    return around.onSerial(() -> dispatcher.lease(replica));
  }

  @Override
  public CompletableFuture<Boolean> renew(String leaseToken) {
    return CompletableFuture.supplyAsync(() -> dispatcher.renew(leaseToken), around.serial());
  }

  @Override
  public CompletableFuture<CommitResult> commit(String leaseToken, List<LineAnswer> answers) {
    List<LineAnswer> copy = List.copyOf(answers);
    return around.onSerial(() -> dispatcher.commit(leaseToken, copy));
  }

  @Override
  public CompletableFuture<Void> release(String leaseToken) {
    return CompletableFuture.runAsync(() -> dispatcher.release(leaseToken), around.serial());
  }

  /** Begins nothing more; what is under way ends or fails with the store. */
  @Override
  public void close() {
    around.serial().execute(driver::close);
  }
}
