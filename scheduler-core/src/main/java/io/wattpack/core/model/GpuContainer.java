package io.wattpack.core.model;

/** The steel box with GPU servers, hung under a power domain. */
public record GpuContainer(GpuContainerId id, PowerDomainId powerDomain) {}
