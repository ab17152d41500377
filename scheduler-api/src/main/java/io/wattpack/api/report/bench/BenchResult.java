package io.wattpack.api.report.bench;

/**
 * What one size of fleet gave.
 *
 * @param placementsPerSecond arrivals placed by the wall time of their steps, departures included
 * @param placementsPerCpuSecond the same by the time the thread was on a processor: what the wall
 *     time would be on an idle machine
 * @param refusalsPerSecond arrivals refused by the wall time of their steps
 * @param p50Micros of a step that placed
 * @param bytesPerGpu heap that the engine holds after garbage collection
 * @param learnSeconds how long the policy learned beforehand
 */
public record BenchResult(
    int gpus,
    double placementsPerSecond,
    double placementsPerCpuSecond,
    double refusalsPerSecond,
    double p50Micros,
    double p99Micros,
    double maxMicros,
    double bytesPerGpu,
    double fullPercent,
    double learnSeconds) {}
