package io.wattpack.api.view;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.state.FleetStatus;

/**
 * The whole state at one moment, for any number of readers.
 *
 * @param sequence number of the latest journal entry it reflects; 0: as recovered at the start
 */
public record StatusView(long sequence, Fleet fleet, FleetStatus status) {}
