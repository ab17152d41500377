/**
 * How much each pool needs, and in which order work is done.
 *
 * <p>In: the state. Out: pool sizes and pool orders. Knows nothing of places, and changes nothing.
 */
@NullMarked
package io.wattpack.core.queue;

import org.jspecify.annotations.NullMarked;
