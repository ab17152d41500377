package io.wattpack.api.simulation;

import io.wattpack.api.journal.Store;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.JobStatus;
import java.util.ArrayList;
import java.util.List;

/** What is still to be done in the end. */
final class Rest {
  private static final String BATCHES =
      "SELECT id, state, requests, lines_ok, lines_failed FROM batches WHERE is_ended = 0";
  private static final String TASKS =
      "SELECT id, state, gpus, gpu_share_milli, gpu_models FROM task_jobs WHERE state IN ('waiting', 'running')";
  private static final String NOWHERE = " AND gpu_models = 'g-unheard-of'";
  private static final String TWO = " AND (gpus > 1 OR members > 1 OR mig IS NOT NULL)";
  private static final List<String> EVERYTHING =
      List.of(
          "SELECT seq, epoch, at, kind, body FROM journal ORDER BY seq",
          "SELECT batch, line, is_ok, tokens, replica, node FROM results ORDER BY batch, line",
          "SELECT batch, line, tenant, tokens, millijoules, at FROM ledger ORDER BY batch, line",
          "SELECT id, tenant, state, lines_ok, lines_failed FROM batches ORDER BY number",
          "SELECT id, state, started_at, ended_at FROM task_jobs ORDER BY number");

  private final ServiceProcess service;
  private final Auditor auditor;

  Rest(ServiceProcess service, Auditor auditor) {
    this.service = service;
    this.auditor = auditor;
  }

  /** Tasks for a GPU that no node has would wait for ever, and rightly. */
  void cancelWhatFitsNowhere() {
    cancel(NOWHERE);
  }

  /** Whole GPUs of one site may never be free at once while pools keep their least on each. */
  void cancelWhatNeedsTwo() {
    cancel(TWO);
  }

  private void cancel(String which) {
    for (String task : ResultAudit.lines(service.store(), TASKS + which)) {
      var unused = service.tasks().cancel(null, task.split(" ")[0]);
    }
  }

  boolean isDone() {
    return left().isEmpty();
  }

  /** Batches and tasks that have not ended, each with what the service says of it. */
  List<String> left() {
    List<String> left = new ArrayList<>(ResultAudit.lines(service.store(), BATCHES));
    left.addAll(ResultAudit.lines(service.store(), TASKS));
    auditor.promises().jobs().forEach(job -> left.add("job " + job + " " + waiting(job.value())));
    return left;
  }

  /** The state around what is left, for finding out why. */
  String circumstances() {
    FleetStatus status = service.engine().status();
    List<String> lines = new ArrayList<>();
    status.domains().forEach(domain -> lines.add(domain.toString()));
    status.miners().forEach(miner -> lines.add(miner.group().id() + " " + miner));
    status.replicas().forEach(replica -> lines.add(replica.toString()));
    status.nodes().forEach(node -> lines.add(node.toString()));
    status.pools().forEach(pool -> lines.add(pool.toString()));
    return String.join("\n", lines);
  }

  private String waiting(String job) {
    return service.engine().status().jobs().stream()
        .filter(each -> each.job().id().value().equals(job))
        .map(JobStatus::toString)
        .findFirst()
        .orElse("unknown to the core");
  }

  /** Enters all that is durable into the trace. */
  static void remember(Store store, Trace trace) {
    EVERYTHING.forEach(sql -> ResultAudit.lines(store, sql).forEach(trace::add));
  }
}
