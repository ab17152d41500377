package io.wattpack.core.check;

import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.Regions;
import org.jspecify.annotations.Nullable;

/** Why a rise of a power domain or region must not happen, in words. */
final class PowerFaults {
  private PowerFaults() {}

  /** Why it must not rise by so many watts under that cap; null: it may. */
  static @Nullable String ofCap(Object what, PowerDomainId id, long watts, long ceiling, long cap) {
    if (ceiling > cap) {
      return inBreach(what, id, ceiling, cap);
    }
    return watts > cap - ceiling
        ? "%s raises %s by %d W to %d W, above its cap of %d W."
            .formatted(nameOf(what), placeOf(id), watts, ceiling + watts, cap)
        : null;
  }

  static String inBreach(Object what, PowerDomainId id, long ceiling, long cap) {
    return "%s starts under %s, which is in breach: its ceiling is %d W, its cap %d W."
        .formatted(nameOf(what), placeOf(id), ceiling, cap);
  }

  static String tooFast(Object what, PowerDomainId id, long watts, long ceiling) {
    return "%s raises %s by %d W from %d W, faster than it may recover."
        .formatted(nameOf(what), placeOf(id), watts, ceiling);
  }

  private static String placeOf(PowerDomainId id) {
    return (Regions.isRegion(id) ? "region " : "power domain ") + id;
  }

  private static String nameOf(Object what) {
    return switch (what) {
      case LivingReplica replica -> "Replica r-%d".formatted(replica.number());
      case MinerGroupId id -> "Miner group %s".formatted(id);
      default -> what.toString();
    };
  }
}
