package io.wattpack.core.model;

import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;

/**
 * How one model runs on one GPU model with one count and share.
 *
 * @param gpuCount GPUs of each member, all on one node, at least 1; more than 1 only with whole
 *     GPUs
 * @param memory GPU memory needed on each of those GPUs
 * @param needs what each member asks of its node besides
 * @param members of one replica, each on a node of its own or beside another, at least 1; more than
 *     1 is a gang, with whole GPUs only
 * @param tokensPerSecond throughput of one replica, at least 1
 * @param millijoulesPerToken GPU energy per token
 * @param loadMillis from process start until it serves
 */
public record ModelProfile(
    ModelId model,
    GpuModelId gpuModel,
    int gpuCount,
    GpuShare share,
    Mebibytes memory,
    NodeNeeds needs,
    int members,
    long tokensPerSecond,
    long millijoulesPerToken,
    long loadMillis,
    FigureSource source) {
  /** One that runs on a single node and asks for GPUs only. */
  public ModelProfile(
      ModelId model,
      GpuModelId gpuModel,
      int gpuCount,
      GpuShare share,
      Mebibytes memory,
      long tokensPerSecond,
      long millijoulesPerToken,
      long loadMillis,
      FigureSource source) {
    this(
        model,
        gpuModel,
        gpuCount,
        share,
        memory,
        NodeNeeds.NONE,
        1,
        tokensPerSecond,
        millijoulesPerToken,
        loadMillis,
        source);
  }
}
