/**
 * Reports for people. Its parts: {@code trace} reads workload traces, {@code replay} plays them
 * through the engine and reports how the policies did, {@code power} records what came of power
 * events.
 */
@NullMarked
package io.wattpack.api.report;

import org.jspecify.annotations.NullMarked;
