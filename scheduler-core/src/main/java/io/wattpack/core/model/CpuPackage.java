package io.wattpack.core.model;

import io.wattpack.core.units.Watts;

/**
 * The data sheet of one processor package.
 *
 * @param idle watts with no core in use
 * @param full watts with any core in use
 * @param threads hardware threads of one package, at least 1; each counts as one core of work
 */
public record CpuPackage(Watts idle, Watts full, int threads) {}
