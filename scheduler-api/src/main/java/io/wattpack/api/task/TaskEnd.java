package io.wattpack.api.task;

import io.wattpack.core.plan.Reason;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended.
 *
 * @param state a final one
 * @param reason why it was rejected or could not be accepted; null: nothing more to say
 */
record TaskEnd(TaskState state, @Nullable Reason reason) {}
