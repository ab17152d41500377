package io.wattpack.core.explain;

/** A filter and how many nodes it was the first to rule out, at least 1. */
public record FilterCount(String filter, int nodes) {}
