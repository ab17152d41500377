/**
 * The HTTP server: routes only. Each parses, authorises, calls a service and answers.
 *
 * <p>In: requests on one Vert.x event loop; out: JSON, streams, or an error in the form of its part
 * of the path ({@code /v1}: the OpenAI envelope; elsewhere {@code application/problem+json}). It
 * never touches the journal or a site, and never blocks the event loop.
 */
@NullMarked
package io.wattpack.api.http;

import org.jspecify.annotations.NullMarked;
