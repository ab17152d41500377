/**
 * A made-up fleet of any size with realistic hardware, and made-up work for it: what speed and
 * memory are measured on. Always the same for a size and a seed.
 */
@NullMarked
package io.wattpack.core.sim.synthetic;

import org.jspecify.annotations.NullMarked;
