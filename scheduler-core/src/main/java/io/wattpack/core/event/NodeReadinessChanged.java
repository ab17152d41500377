package io.wattpack.core.event;

import io.wattpack.core.model.NodeId;

/**
 * The site says that a node is gone or back. Nothing starts on one that is gone; what ran there
 * stays booked until the site confirms each end.
 */
public record NodeReadinessChanged(NodeId node, boolean isReady) implements Event {}
