/**
 * Why a job is where it is, or is not: values that explain a placement.
 *
 * <p>Made by {@code placement} from the state as it is at the moment of asking, never recorded. May
 * use {@code units}, {@code model} and {@code plan}.
 */
@NullMarked
package io.wattpack.core.explain;

import org.jspecify.annotations.NullMarked;
