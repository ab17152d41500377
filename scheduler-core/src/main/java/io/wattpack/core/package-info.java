/**
 * The deterministic core: events in, plan out. It has no I/O, no clock, no threads, no logging and
 * no randomness of its own; it may know the JDK and nothing else.
 */
@NullMarked
package io.wattpack.core;

import org.jspecify.annotations.NullMarked;
