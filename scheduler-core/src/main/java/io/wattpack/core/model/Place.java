package io.wattpack.core.model;

/** A part of the fleet that an operator can close: a site, a GPU container, a node, a GPU. */
public sealed interface Place permits SiteId, GpuContainerId, NodeId, GpuId {}
