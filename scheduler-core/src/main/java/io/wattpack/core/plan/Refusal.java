package io.wattpack.core.plan;

/** The input with this number made no sense and changed nothing. */
public record Refusal(long input, Reason reason) {}
