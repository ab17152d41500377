/**
 * What gives way when power falls or better work needs it, in merit order.
 *
 * <p>In: the state. Out: decisions that only lower; whoever asked carries them out. Tries
 * suppositions between a checkpoint and a rollback, so it changes nothing.
 */
@NullMarked
package io.wattpack.core.preemption;

import org.jspecify.annotations.NullMarked;
