/**
 * A site that exists only in the hub's process: it follows the desired state with the times of the
 * fleet file and reports as a real one would.
 *
 * <p>In: desired states; out: observations. Keeps nothing on disk and knows nothing of plans.
 */
@NullMarked
package io.wattpack.api.site.virtual;

import org.jspecify.annotations.NullMarked;
