/**
 * One scheduling step: applies events, decides, applies the plan; wires the stages together.
 *
 * <p>The only door into the core. In: {@link io.wattpack.core.engine.StepInput}; out: {@link
 * io.wattpack.core.engine.StepResult}.
 */
@NullMarked
package io.wattpack.core.engine;

import org.jspecify.annotations.NullMarked;
