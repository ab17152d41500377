package io.wattpack.api.report.replay;

import io.wattpack.api.report.trace.TracePod;
import io.wattpack.core.learn.FleetSketch;
import io.wattpack.core.learn.Learning;
import io.wattpack.core.learn.LearningPlan;
import io.wattpack.core.learn.Trial;
import io.wattpack.core.learn.WorkShape;
import io.wattpack.core.learn.WorkloadMix;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.PolicyName;
import io.wattpack.core.model.WasteTable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Learns from the mix of a pod list, never from an order of it. Games run on two threads; what is
 * learned does not depend on them.
 */
final class TraceLearning {
  private static final int THREADS = 2;

  private TraceLearning() {}

  static WasteTable learn(PolicyName policy, Fleet fleet, List<TracePod> pods, long seed) {
    WorkloadMix mix = WorkloadMix.of(pods.stream().map(TraceLearning::shape).toList());
    LearningPlan plan =
        policy == PolicyName.WATTPACK_POWER ? LearningPlan.power(seed) : LearningPlan.packing(seed);
    Learning learning = Learning.of(FleetSketch.of(fleet), mix, plan);
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      List<Trial> batch = learning.nextBatch();
      while (!batch.isEmpty()) {
        play(batch, threads);
        batch = learning.nextBatch();
      }
    }
    return learning.result().table();
  }

  private static void play(List<Trial> batch, ExecutorService threads) {
    CompletableFuture.allOf(
            batch.stream()
                .map(trial -> CompletableFuture.runAsync(trial::run, threads))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  private static WorkShape shape(TracePod pod) {
    return new WorkShape(
        pod.cpuMilli(),
        pod.memoryMebibytes(),
        pod.gpuCount(),
        pod.gpuMilli(),
        pod.gpuModels().stream().map(GpuModelId::new).toList());
  }
}
