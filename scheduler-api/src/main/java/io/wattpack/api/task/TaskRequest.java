package io.wattpack.api.task;

import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TaskWork;

/** What a tenant asks for; {@code name} is for people and may be empty. */
public record TaskRequest(String name, ServiceTier tier, TaskWork work) {}
