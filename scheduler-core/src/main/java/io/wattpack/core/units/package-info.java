/**
 * Quantities with their unit: watts, energy, memory, GPU shares, moments.
 *
 * <p>Values only: immutable, integer, and impossible to build with a bad value. Sums are exact; an
 * overflow throws. Knows nothing of any other package.
 */
@NullMarked
package io.wattpack.core.units;

import org.jspecify.annotations.NullMarked;
