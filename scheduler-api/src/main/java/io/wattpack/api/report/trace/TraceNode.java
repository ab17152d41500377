package io.wattpack.api.report.trace;

/**
 * A server of a trace.
 *
 * @param cpuMilli thousandths of a CPU
 * @param memoryMebibytes host memory
 * @param gpuCount GPUs, 0 to 16
 * @param gpuModel the model of all its GPUs; empty without GPUs
 */
public record TraceNode(
    String name, int cpuMilli, long memoryMebibytes, int gpuCount, String gpuModel) {}
