package io.wattpack.core.event;

import io.wattpack.core.model.Job;

/** A tenant's job was accepted (a batch: after validation). */
public record JobSubmitted(Job job) implements Event {}
