package io.wattpack.core.plan.image;

import io.wattpack.core.model.DrawKey;
import io.wattpack.core.units.Watts;

/**
 * What one GPU was found to draw with that work on it when nothing caps it.
 *
 * @param watts at most the peak of the GPU
 */
public record DrawImage(DrawKey work, Watts watts) {}
