/**
 * Everything an engine knows at one moment, as values: what a snapshot keeps.
 *
 * <p>Taken from the state by {@code state}, turned back into a state by {@code state} and into the
 * checker's books by {@code check}, each with its own code. May use {@code units}, {@code model},
 * {@code event} and {@code plan}; knows nothing of columns or books.
 */
@NullMarked
package io.wattpack.core.plan.image;

import org.jspecify.annotations.NullMarked;
