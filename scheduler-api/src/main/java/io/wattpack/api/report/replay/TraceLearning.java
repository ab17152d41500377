package io.wattpack.api.report.replay;

import io.wattpack.api.learn.TableFile;
import io.wattpack.api.learn.TableLearning;
import io.wattpack.api.report.trace.TraceNode;
import io.wattpack.api.report.trace.TracePod;
import io.wattpack.core.learn.FleetSketch;
import io.wattpack.core.learn.WorkShape;
import io.wattpack.core.learn.WorkloadMix;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.PolicyName;
import java.util.List;

/** Learns from the mix of a pod list, never from an order of it. */
public final class TraceLearning {
  private TraceLearning() {}

  /** What a policy that learns should know of such pods on such nodes. */
  public static TableFile learn(
      PolicyName policy,
      List<TraceNode> nodes,
      List<TracePod> pods,
      long seed,
      TableLearning.Progress progress) {
    return learn(policy, EngineFleet.of(nodes), pods, seed, progress);
  }

  static TableFile learn(
      PolicyName policy,
      Fleet fleet,
      List<TracePod> pods,
      long seed,
      TableLearning.Progress progress) {
    WorkloadMix mix = WorkloadMix.of(pods.stream().map(TraceLearning::shape).toList());
    return TableLearning.run(policy, FleetSketch.of(fleet), mix, seed, progress);
  }

  static WorkShape shape(TracePod pod) {
    return new WorkShape(
        pod.cpuMilli(),
        pod.memoryMebibytes(),
        pod.gpuCount(),
        pod.gpuMilli(),
        pod.gpuModels().stream().map(GpuModelId::new).toList());
  }
}
