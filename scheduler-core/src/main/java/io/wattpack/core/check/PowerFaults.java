package io.wattpack.core.check;

import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.PowerDomainId;

/** Why a rise of a power domain must not happen, in words. */
final class PowerFaults {
  private PowerFaults() {}

  static String inBreach(Object what, PowerDomainId domain, long ceiling, long cap) {
    return "%s starts under power domain %s, which is in breach: its ceiling is %d W, its cap %d W."
        .formatted(nameOf(what), domain, ceiling, cap);
  }

  static String above(Object what, PowerDomainId domain, long watts, long ceiling, long cap) {
    return "%s raises power domain %s by %d W to %d W, above its cap of %d W."
        .formatted(nameOf(what), domain, watts, ceiling + watts, cap);
  }

  static String tooFast(Object what, PowerDomainId domain, long watts, long ceiling) {
    return "%s raises power domain %s by %d W from %d W, faster than it may recover."
        .formatted(nameOf(what), domain, watts, ceiling);
  }

  private static String nameOf(Object what) {
    return switch (what) {
      case LivingReplica replica -> "Replica r-%d".formatted(replica.number());
      case MinerGroupId id -> "Miner group %s".formatted(id);
      default -> what.toString();
    };
  }
}
