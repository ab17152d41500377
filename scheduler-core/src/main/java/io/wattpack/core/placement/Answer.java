package io.wattpack.core.placement;

import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.HostBooking;
import io.wattpack.core.plan.Reason;
import java.util.List;

/** What a search came to. */
public sealed interface Answer {
  /**
   * A place was found.
   *
   * @param devices member by member; empty: the work asks for no GPU
   * @param hosts one for each member
   */
  record Placed(List<DeviceBooking> devices, List<HostBooking> hosts, long loadMillis)
      implements Answer {
    public Placed {
      devices = List.copyOf(devices);
      hosts = List.copyOf(hosts);
    }
  }

  /** There is none now. */
  record Refused(Reason reason) implements Answer {}
}
