/**
 * Requests that are answered while the customer waits.
 *
 * <p>In: bodies from routes, plans of the core. Out: the answer of a READY replica of the model's
 * interactive pool, or why there is none. Bounded: what finds no place is refused at once. Knows
 * nothing of HTTP, tenants or batches.
 */
@NullMarked
package io.wattpack.api.gateway;

import org.jspecify.annotations.NullMarked;
