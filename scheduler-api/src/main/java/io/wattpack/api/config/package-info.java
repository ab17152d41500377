/**
 * The files an operator writes: the fleet file and the service's configuration, read, checked and
 * written in one place.
 *
 * <p>In: YAML text. Out: a {@link io.wattpack.core.model.Fleet} or a {@link
 * io.wattpack.api.config.ServiceConfig}, or every mistake at once with its place and a next move;
 * never an exception for what somebody typed. Knows the core's {@code units} and {@code model};
 * knows nothing of the journal, HTTP or the loop. The reasons are in {@code
 * docs/decisions/fleet-file.md}.
 */
@NullMarked
package io.wattpack.api.config;

import org.jspecify.annotations.NullMarked;
