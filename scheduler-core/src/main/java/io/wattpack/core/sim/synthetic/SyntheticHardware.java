package io.wattpack.core.sim.synthetic;

import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.Host;
import io.wattpack.core.model.MigLayout;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Watts;
import java.util.Arrays;
import java.util.List;

/**
 * The kinds of servers of the made-up fleet, with the figures of their data sheets, and which part
 * of the GPUs each kind has.
 */
@SuppressWarnings("ImmutableEnumChecker") // the fields are records of values
public enum SyntheticHardware {
  H100("H100-80", MigLayout.H100_80, 80, 70, 700, 8, 8, 192, 2048, 1800, 400),
  H200("H200-141", MigLayout.H200, 141, 75, 700, 8, 8, 192, 2048, 1800, 150),
  B200("B200-180", MigLayout.B200, 180, 140, 1000, 8, 8, 224, 4096, 2200, 100),
  A100("A100-80", MigLayout.A100_80, 80, 55, 400, 8, 8, 256, 2048, 1500, 170),
  L40S("L40S-48", MigLayout.NONE, 48, 35, 350, 4, 1, 128, 768, 600, 120),
  L4("L4-24", MigLayout.NONE, 24, 16, 72, 4, 1, 96, 384, 350, 60);

  private static final long MEBIBYTES_PER_GIBIBYTE = 1024;
  private static final int MILLI = 1000;

  private final GpuModel gpuModel;
  private final int gpus;
  private final int linkedGpus;
  private final Host host;
  private final Watts base;
  private final int permille;

  /**
   * @param gibibytes of each GPU
   * @param permille part of the fleet's GPUs
   */
  SyntheticHardware(
      String name,
      MigLayout mig,
      long gibibytes,
      long idle,
      long peak,
      int gpus,
      int linkedGpus,
      long cores,
      long hostGibibytes,
      long base,
      int permille) {
    gpuModel =
        new GpuModel(
            new GpuModelId(name),
            memory(gibibytes),
            new Watts(idle),
            new Watts(peak),
            new Watts(peak / 2),
            mig,
            FigureSource.ASSUMED);
    this.gpus = gpus;
    this.linkedGpus = linkedGpus;
    host = new Host(cores * MILLI, memory(hostGibibytes), null);
    this.base = new Watts(base);
    this.permille = permille;
  }

  private static Mebibytes memory(long gibibytes) {
    return new Mebibytes(gibibytes * MEBIBYTES_PER_GIBIBYTE);
  }

  static List<GpuModel> gpuModels() {
    return Arrays.stream(values()).map(SyntheticHardware::gpuModel).toList();
  }

  GpuModel gpuModel() {
    return gpuModel;
  }

  GpuModelId id() {
    return gpuModel.id();
  }

  /** GPUs of one server. */
  int gpus() {
    return gpus;
  }

  /** GPUs that NVLink joins; 1: none is joined. */
  int linkedGpus() {
    return linkedGpus;
  }

  Host host() {
    return host;
  }

  /** Watts of a server without its GPUs. */
  Watts base() {
    return base;
  }

  /** Part of the fleet's GPUs, in thousandths. */
  int permille() {
    return permille;
  }
}
