/**
 * The operator's routes under {@code /api/v1}, the probes and the page at {@code /}.
 *
 * <p>In: an operator's questions and orders; out: JSON with watts as integers and times as RFC 3339
 * strings. Orders go to the scheduler's intake as events, answers come from its newest state.
 */
@NullMarked
package io.wattpack.api.http.operator;

import org.jspecify.annotations.NullMarked;
