package io.wattpack.core.model;

import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Watts;

/**
 * The data sheet of a GPU.
 *
 * @param idle watts with nothing booked on it
 * @param peak watts at the factory power limit (TDP), the cap enforced on a booked device
 * @param capMin lowest power cap the device accepts
 * @param mig into which hardware slices it can be cut
 */
public record GpuModel(
    GpuModelId id,
    Mebibytes memory,
    Watts idle,
    Watts peak,
    Watts capMin,
    MigLayout mig,
    FigureSource source) {
  /**
   * The lowest cap that pays: the knee of the throughput curve at half of the peak, below which a
   * GPU loses more than it saves, and never below what the device accepts.
   */
  public Watts capLeast() {
    return new Watts(Math.max(capMin.value(), Math.ceilDiv(peak.value(), 2L)));
  }

  /** One that cannot be cut into slices. */
  public GpuModel(
      GpuModelId id, Mebibytes memory, Watts idle, Watts peak, Watts capMin, FigureSource source) {
    this(id, memory, idle, peak, capMin, MigLayout.NONE, source);
  }
}
