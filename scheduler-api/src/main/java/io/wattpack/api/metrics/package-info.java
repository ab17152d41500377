/**
 * The service's figures for Prometheus: names begin with {@code wattpack_}, units are in the names,
 * every meter has a description and is there from the first scrape. No label holds a job, a request
 * or a key.
 *
 * <p>In: what the loop, the store, the routes and the data plane tell; out: text. It decides
 * nothing.
 */
@NullMarked
package io.wattpack.api.metrics;

import org.jspecify.annotations.NullMarked;
