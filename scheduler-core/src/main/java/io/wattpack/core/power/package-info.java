/**
 * Power as something that is admitted: caps, what a device adds, and the ceiling ledger of the
 * tree.
 *
 * <p>In: domains by dense index and watts. Out: headroom, caps, what is pending. Knows nothing of
 * jobs, pools or plans.
 */
@NullMarked
package io.wattpack.core.power;

import org.jspecify.annotations.NullMarked;
