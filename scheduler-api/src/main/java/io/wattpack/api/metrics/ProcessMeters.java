package io.wattpack.api.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;

/** What the process takes of its machine, under the names that Prometheus' own clients use. */
final class ProcessMeters {
  private static final double NANOS = 1_000_000_000.0;

  private ProcessMeters() {}

  static void bindTo(MeterRegistry registry) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      FunctionCounter.builder("process.cpu", system, bean -> bean.getProcessCpuTime() / NANOS)
          .description("Processor time of the process.")
          .baseUnit("seconds")
          .register(registry);
      Gauge.builder("system.load.average.1m", system, OperatingSystemMXBean::getSystemLoadAverage)
          .description("Load average of the machine over a minute.")
          .register(registry);
    }
  }
}
