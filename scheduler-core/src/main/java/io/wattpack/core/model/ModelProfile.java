package io.wattpack.core.model;

import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;

/**
 * How one model runs on one GPU model with one count and share.
 *
 * @param gpuCount GPUs of one replica, all on one node, at least 1; more than 1 only with whole
 *     GPUs
 * @param memory GPU memory needed on each of those GPUs
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
    long tokensPerSecond,
    long millijoulesPerToken,
    long loadMillis,
    FigureSource source) {}
