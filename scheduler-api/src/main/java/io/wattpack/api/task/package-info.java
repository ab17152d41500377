/**
 * TASK jobs as their tenants see them: what was asked for, how it went, and their records after the
 * end.
 *
 * <p>In: requests of tenants and the scheduler's plans; out: records. The scheduler forgets a job
 * when it ends; this package does not.
 */
@NullMarked
package io.wattpack.api.task;

import org.jspecify.annotations.NullMarked;
