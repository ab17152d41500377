/**
 * Time as an argument: what the loop, the data plane, the sites and the workers use instead of the
 * system clock.
 *
 * <p>The clock is {@link java.time.InstantSource}; the timer is {@link io.wattpack.api.time.Timer}.
 * The service passes real ones, the simulation virtual ones.
 */
@NullMarked
package io.wattpack.api.time;

import org.jspecify.annotations.NullMarked;
