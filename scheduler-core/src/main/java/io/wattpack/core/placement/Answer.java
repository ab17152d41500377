package io.wattpack.core.placement;

import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.Reason;
import java.util.List;

/** What a search came to. */
public sealed interface Answer {
  /** A place was found. */
  record Placed(List<DeviceBooking> devices, long loadMillis) implements Answer {
    public Placed {
      devices = List.copyOf(devices);
    }
  }

  /** There is none now. */
  record Refused(Reason reason) implements Answer {}
}
