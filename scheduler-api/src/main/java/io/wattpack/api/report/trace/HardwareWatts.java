package io.wattpack.api.report.trace;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Modelled watts of a server by its GPU model, as published for the openb trace: a GPU draws its
 * full watts once anything is booked on it, a CPU package once one of its cores is.
 *
 * <p>Source: Lettich et al., "Power- and Fragmentation-aware Online Scheduling for GPU Datacenters"
 * (CCGrid 2025).
 *
 * @param gpuIdle watts of a GPU with nothing booked on it
 * @param gpuFull watts of any other GPU
 * @param packageIdle watts of a CPU package with no core booked
 * @param packageFull watts of any other package
 * @param packageCores physical cores of a package; each is two CPUs
 */
public record HardwareWatts(
    int gpuIdle, int gpuFull, int packageIdle, int packageFull, int packageCores) {
  private static final Map<String, HardwareWatts> BY_MODEL = table();
  private static final int CORE_CPU_MILLI = 2000;

  /** The figures of servers with that GPU model; empty: none are published. */
  public static Optional<HardwareWatts> of(String gpuModel) {
    return Optional.ofNullable(BY_MODEL.get(gpuModel));
  }

  /** Packages of a server with so many thousandths of a CPU. */
  public int packages(int cpuMilli) {
    return divideUp(divideUp(cpuMilli, CORE_CPU_MILLI), packageCores);
  }

  /** Packages with a booked core, when so much of the CPU is free. */
  public int packagesActive(int cpuMilli, int cpuMilliFree) {
    int coresBooked = divideUp(cpuMilli, CORE_CPU_MILLI) - cpuMilliFree / CORE_CPU_MILLI;
    return divideUp(coresBooked, packageCores);
  }

  /** Watts of a whole server. */
  public int watts(int cpuMilli, int cpuMilliFree, int gpusIdle, int gpusBooked) {
    int active = packagesActive(cpuMilli, cpuMilliFree);
    return gpuIdle * gpusIdle
        + gpuFull * gpusBooked
        + packageIdle * (packages(cpuMilli) - active)
        + packageFull * active;
  }

  private static int divideUp(int value, int by) {
    return (value + by - 1) / by;
  }

  private static Map<String, HardwareWatts> table() {
    Map<String, HardwareWatts> table = new TreeMap<>();
    table.put("T4", new HardwareWatts(10, 70, 20, 165, 24));
    table.put("P100", new HardwareWatts(25, 250, 15, 120, 16));
    table.put("V100M16", new HardwareWatts(30, 300, 20, 185, 16));
    table.put("V100M32", new HardwareWatts(30, 300, 20, 185, 16));
    table.put("A10", new HardwareWatts(30, 150, 20, 270, 32));
    table.put("G2", new HardwareWatts(30, 150, 20, 270, 32));
    table.put("A100", new HardwareWatts(50, 400, 20, 270, 32));
    table.put("G3", new HardwareWatts(50, 400, 20, 270, 32));
    return table;
  }
}
