package io.wattpack.api.task;

/** Where a task runs or ran last. */
public record TaskPlace(String site, String gpuContainer, String node) {}
