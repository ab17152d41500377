package io.wattpack.core.sim;

import io.wattpack.core.model.MigSlice;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.HostBooking;
import io.wattpack.core.plan.ReplicaStart;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What replicas have booked on nodes and GPUs, counted from nothing. */
final class BookingCounts {
  private final Collection<ReplicaStart> starts;

  BookingCounts(Collection<ReplicaStart> starts) {
    this.starts = starts;
  }

  /** Thousandths of a core and MiB of main memory booked per node. */
  Map<NodeId, long[]> hosts() {
    Map<NodeId, long[]> hosts = new TreeMap<>();
    for (ReplicaStart start : starts) {
      for (HostBooking host : start.hosts()) {
        long[] booked = hosts.computeIfAbsent(host.node(), node -> new long[2]);
        booked[0] += host.cpuMilli();
        booked[1] += host.memory().value();
      }
    }
    return hosts;
  }

  /** Hardware slices booked per device; null stands for what is no slice. */
  Map<String, List<@Nullable MigSlice>> slices() {
    Map<String, List<@Nullable MigSlice>> slices = new TreeMap<>();
    for (ReplicaStart start : starts) {
      for (DeviceBooking device : start.devices()) {
        slices
            .computeIfAbsent(device.node() + ":" + device.slot(), key -> new ArrayList<>())
            .add(device.mig());
      }
    }
    return slices;
  }

  /** Thousandths and MiB booked per device. */
  Map<String, long[]> devices() {
    Map<String, long[]> devices = new TreeMap<>();
    for (ReplicaStart start : starts) {
      for (DeviceBooking device : start.devices()) {
        long[] booked =
            devices.computeIfAbsent(device.node() + ":" + device.slot(), key -> new long[2]);
        booked[0] += device.share().milli();
        booked[1] += device.memory().value();
      }
    }
    return devices;
  }

  /** What is booked on every GPU that has anything booked. */
  Map<String, List<DeviceBooking>> bookings() {
    Map<String, List<DeviceBooking>> bookings = new TreeMap<>();
    for (ReplicaStart start : starts) {
      for (DeviceBooking device : start.devices()) {
        bookings
            .computeIfAbsent(device.node() + ":" + device.slot(), key -> new ArrayList<>())
            .add(device);
      }
    }
    return bookings;
  }
}
