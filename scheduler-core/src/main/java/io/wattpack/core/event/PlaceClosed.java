package io.wattpack.core.event;

import io.wattpack.core.model.Closure;
import io.wattpack.core.model.Place;
import io.wattpack.core.units.EpochMillis;
import org.jspecify.annotations.Nullable;

/**
 * An operator closes a place, or opens it again; laid over the fleet file. A place is as closed as
 * the most closed of it and of everything that holds it.
 *
 * @param until when it opens by itself; null: never
 */
public record PlaceClosed(Place place, Closure closure, @Nullable EpochMillis until)
    implements Event {}
