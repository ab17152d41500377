/**
 * Drives the engine through made-up worlds on virtual time and checks what must never happen after
 * each step.
 *
 * <p>In: a seed. Out: nothing, or a {@link BrokenPromise} that names the promise, the step and the
 * seed. Fleets, tenants, operators, sites with lost, late and repeated confirmations all come from
 * that seed. May use everything; nothing depends on it.
 */
@NullMarked
package io.wattpack.core.sim;

import org.jspecify.annotations.NullMarked;
