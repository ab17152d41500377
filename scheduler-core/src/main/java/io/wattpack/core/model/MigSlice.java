package io.wattpack.core.model;

/**
 * A hardware slice of one GPU.
 *
 * @param profile name of its profile
 * @param start the first memory slice it takes
 */
public record MigSlice(String profile, int start) {}
