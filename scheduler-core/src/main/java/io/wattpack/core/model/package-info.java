/**
 * What exists: sites, power domains, GPU containers, nodes, GPUs, miners, model profiles, tenants,
 * and the work they do.
 *
 * <p>Vocabulary only: immutable records and enums that know their legal moves. May use {@code
 * units}; knows nothing of events, plans or state.
 */
@NullMarked
package io.wattpack.core.model;

import org.jspecify.annotations.NullMarked;
