package io.wattpack.api.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wattpack.api.loop.Intake;
import io.wattpack.api.worker.CommitResult;
import io.wattpack.api.worker.LeasedChunk;
import io.wattpack.api.worker.LineAnswer;
import io.wattpack.api.worker.WorkerLink;
import io.wattpack.core.event.BatchProgressed;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.JobEnded;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ReplicaId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Leases, lines, tokens and joules of batches, counted where they pass. */
public final class LineMeters {
  private final Counter granted;
  private final Counter renewed;
  private final Counter lost;
  private final Counter released;
  private final Counter answered;
  private final Counter failed;
  private final Counter tokens;
  private final Counter joules;

  LineMeters(MeterRegistry registry) {
    granted = lease(registry, "granted");
    renewed = lease(registry, "renewed");
    lost = lease(registry, "lost");
    released = lease(registry, "released");
    answered = lines(registry, "answered");
    failed = lines(registry, "failed");
    tokens =
        Counter.builder("wattpack.tokens")
            .description("Tokens the model counted in settled lines of batches.")
            .register(registry);
    joules =
        Counter.builder("wattpack.energy")
            .baseUnit("joules")
            .description("Energy of settled lines of batches, modelled from the profiles.")
            .register(registry);
  }

  /** The same link, with its leases and commits counted. */
  public WorkerLink watching(WorkerLink link) {
    return new CountedLink(link);
  }

  /** The same intake, with the energy of progress counted. */
  public Intake watching(Intake intake) {
    return new CountedIntake(intake);
  }

  private static Counter lease(MeterRegistry registry, String what) {
    return Counter.builder("wattpack.leases")
        .description(
            "Leases of chunks by what became of them; lost: a commit came after the lease had died.")
        .tag("event", what)
        .register(registry);
  }

  private static Counter lines(MeterRegistry registry, String outcome) {
    return Counter.builder("wattpack.batch.lines")
        .description("Settled lines of batches.")
        .tag("outcome", outcome)
        .register(registry);
  }

  private void count(List<LineAnswer> answers) {
    for (LineAnswer answer : answers) {
      (answer.statusCode() == 200 ? answered : failed).increment();
      tokens.increment((double) answer.tokensUsed());
    }
  }

  private final class CountedLink implements WorkerLink {
    private final WorkerLink link;

    CountedLink(WorkerLink link) {
      this.link = link;
    }

    @Override
    public CompletableFuture<Optional<LeasedChunk>> lease(ReplicaId replica) {
      return link.lease(replica)
          .whenComplete(
              (chunk, failure) -> {
                if (failure == null && chunk.isPresent()) {
                  granted.increment();
                }
              });
    }

    @Override
    public CompletableFuture<Boolean> renew(String leaseToken) {
      return link.renew(leaseToken).whenComplete((alive, failure) -> renewed.increment());
    }

    @Override
    public CompletableFuture<CommitResult> commit(String leaseToken, List<LineAnswer> answers) {
      return link.commit(leaseToken, answers)
          .whenComplete((result, failure) -> settled(result, answers));
    }

    @Override
    public CompletableFuture<Void> release(String leaseToken) {
      released.increment();
      return link.release(leaseToken);
    }

    private void settled(@Nullable CommitResult result, List<LineAnswer> answers) {
      if (result == CommitResult.REJECTED) {
        lost.increment();
      } else if (result != null) {
        count(answers);
      }
    }
  }

  /** Progress is cumulative per job and replica: only what is new of it counts. */
  private final class CountedIntake implements Intake {
    private final Intake intake;
    private final Map<JobId, Map<ReplicaId, Long>> counted = new ConcurrentHashMap<>();

    CountedIntake(Intake intake) {
      this.intake = intake;
    }

    @Override
    public CompletableFuture<Long> submit(Event event) {
      if (event instanceof BatchProgressed progress) {
        count(progress);
      }
      if (event instanceof JobEnded ended) {
        counted.remove(ended.job());
      }
      return intake.submit(event);
    }

    private void count(BatchProgressed progress) {
      long now = progress.energy().value();
      Long before =
          counted
              .computeIfAbsent(progress.job(), job -> new ConcurrentHashMap<>())
              .put(progress.replica(), now);
      joules.increment(Math.max(0, now - (before == null ? 0 : before)) / 1000.0);
    }
  }
}
