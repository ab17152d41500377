/**
 * The independent verifier of every bundle: it keeps its own books and says sound or unsound, with
 * the finding.
 *
 * <p>In: every applied input ({@link io.wattpack.core.check.PlanChecker#observe}) and every
 * accepted bundle ({@link io.wattpack.core.check.PlanChecker#accept}). Out: {@link
 * io.wattpack.core.check.CheckResult}. May use {@code units}, {@code model}, {@code event} and
 * {@code plan}; knows nothing of state, power, placement, policy or engine, so that two authors
 * must be wrong before an unsound bundle passes.
 */
@NullMarked
package io.wattpack.core.check;

import org.jspecify.annotations.NullMarked;
