package io.wattpack.core.check;

import io.wattpack.core.model.GpuModel;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import org.jspecify.annotations.Nullable;

/** When the GPUs of a replica may be held to another cap. */
final class CapRules {
  private static final long FIFTY = 50;

  private final Books books;

  CapRules(Books books) {
    this.books = books;
  }

  @Nullable String faultOf(CapSet decision, EpochMillis at) {
    LivingReplica replica = books.replica(decision.replica());
    if (replica == null) {
      return "Replica %s is to be capped, but none of that number lives."
          .formatted(decision.replica());
    }
    String fault = faultOfReplica(decision, replica);
    fault = fault != null ? fault : faultOfWatts(decision, replica);
    return fault != null ? fault : faultOfRise(decision, replica, at);
  }

  private @Nullable String faultOfReplica(CapSet decision, LivingReplica replica) {
    int last = books.hardware().caps.lastOrder(replica);
    if (decision.order() != last + 1) {
      return "Replica %s is to be capped by order %d, but the last one was %d."
          .formatted(decision.replica(), decision.order(), last);
    }
    if (replica.isLeaving()) {
      return "Replica %s is to be capped, but it is on its way out.".formatted(decision.replica());
    }
    boolean isWhole =
        replica.gpus() > 0 && replica.milli() == GpuShare.WHOLE_MILLI && replica.slice() == 0;
    return isWhole
        ? null
        : "Replica %s is to be capped, but has no GPU of its own.".formatted(decision.replica());
  }

  private @Nullable String faultOfWatts(CapSet decision, LivingReplica replica) {
    for (int member = 0; member < replica.members(); member++) {
      GpuModel sheet = books.hardware().fleet.gpuModelOf(replica.nodeOf(member));
      long peak = sheet.peak().value();
      long least = replica.isPaused() ? sheet.capMin().value() : knee(sheet);
      if (decision.cap().value() < least || decision.cap().value() > peak) {
        return "Replica %s is to be capped at %d W, but GPUs of model %s take %d to %d W."
            .formatted(decision.replica(), decision.cap().value(), sheet.id(), least, peak);
      }
    }
    return null;
  }

  /** The least cap of a GPU that works. */
  static long knee(GpuModel sheet) {
    long peak = sheet.peak().value();
    return Math.max(sheet.capMin().value(), peak - peak / 2);
  }

  /** A cap above the last ordered one is a rise, even if the site has not lowered it yet. */
  private @Nullable String faultOfRise(CapSet decision, LivingReplica replica, EpochMillis at) {
    HardwareBooks hardware = books.hardware();
    int node = replica.nodeOf(0);
    long peak = hardware.fleet.gpuModelOf(node).peak().value();
    return decision.cap().value() <= hardware.caps.ordered(replica, peak)
        ? null
        : hardware.power.faultOfRaise(
            replica, decision.cap().value(), hardware.caps, isLeast(decision, replica), at);
  }

  /** Whether less would be no order at all: what is paused needs its knee, others a fiftieth. */
  private boolean isLeast(CapSet decision, LivingReplica replica) {
    GpuModel sheet = books.hardware().fleet.gpuModelOf(replica.nodeOf(0));
    long peak = sheet.peak().value();
    long last = books.hardware().caps.ordered(replica, peak);
    long least =
        replica.isPaused() ? knee(sheet) : last + peak / FIFTY + (peak % FIFTY == 0 ? 0 : 1);
    return decision.cap().value() <= least;
  }
}
