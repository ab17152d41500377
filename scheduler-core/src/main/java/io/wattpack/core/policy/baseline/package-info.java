/**
 * The published placement policies, as their papers say: what our own are measured against.
 *
 * <p>Sources: Weng et al., "Beware of Fragmentation: Scheduling GPU-Sharing Workloads with
 * Fragmentation Gradient Descent" (USENIX ATC 2023), for {@code fgd} and the classical ones;
 * Lettich et al., "Power- and Fragmentation-aware Online Scheduling for GPU Datacenters" (CCGrid
 * 2025), for {@code pwr} and {@code pwr-fgd}. Scores are truncated to whole numbers where the
 * papers do: how often nodes are equal, and the first of them wins, is part of a policy.
 */
@NullMarked
package io.wattpack.core.policy.baseline;

import org.jspecify.annotations.NullMarked;
