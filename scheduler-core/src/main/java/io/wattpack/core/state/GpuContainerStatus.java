package io.wattpack.core.state;

import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.units.Watts;
import org.jspecify.annotations.Nullable;

/**
 * A GPU container now.
 *
 * @param site where it stands
 * @param itWatts what its servers can draw at most with what is booked, confirmed or not
 * @param coolingWatts what its cooling draws for that; zero: it is not counted
 * @param puePermille servers and cooling together per watt of the servers, in thousandths; null:
 *     its cooling is not counted
 * @param heatCapacity IT watts whose heat can be carried away at the present temperature; null:
 *     that bounds nothing
 */
public record GpuContainerStatus(
    GpuContainer gpuContainer,
    SiteId site,
    Watts itWatts,
    Watts coolingWatts,
    @Nullable Integer puePermille,
    @Nullable Watts heatCapacity) {}
