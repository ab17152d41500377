package io.wattpack.api.learn;

import io.wattpack.core.learn.FleetSketch;
import io.wattpack.core.learn.LearnedTable;
import io.wattpack.core.learn.Learning;
import io.wattpack.core.learn.LearningPlan;
import io.wattpack.core.learn.Trial;
import io.wattpack.core.learn.WorkloadMix;
import io.wattpack.core.model.PolicyName;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Learns in one go, for those who wait for the result. Games run on two threads; what is learned
 * does not depend on them.
 */
public final class TableLearning {
  private static final int THREADS = 2;

  private TableLearning() {}

  /** Hears how far it is. */
  @FunctionalInterface
  public interface Progress {
    Progress NONE = (games, of) -> {};

    /** So many games are played of about so many. */
    void played(int games, int of);
  }

  /** Learns from nothing what a policy should know of such work on such a fleet. */
  public static TableFile run(
      PolicyName policy, FleetSketch fleet, WorkloadMix mix, long seed, Progress progress) {
    LearningPlan plan = plan(policy, seed);
    LearnedTable learned = run(Learning.of(fleet, mix, plan), progress);
    return new TableFile(policy, plan.goal(), mix.total(), learned);
  }

  static LearningPlan plan(PolicyName policy, long seed) {
    return policy == PolicyName.WATTPACK_POWER
        ? LearningPlan.power(seed)
        : LearningPlan.packing(seed);
  }

  private static LearnedTable run(Learning learning, Progress progress) {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Trial> batch = learning.nextBatch();
      while (!batch.isEmpty()) {
        play(batch, threads);
        progress.played(learning.gamesPlayed(), learning.gamesPlanned());
        batch = learning.nextBatch();
      }
    }
    return learning.result();
  }

  private static void play(List<Trial> batch, ExecutorService threads) {
    CompletableFuture.allOf(
            batch.stream()
                .map(trial -> CompletableFuture.runAsync(trial::run, threads))
                .toArray(CompletableFuture[]::new))
        .join();
  }
}
