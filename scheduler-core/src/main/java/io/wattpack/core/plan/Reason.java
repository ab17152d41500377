package io.wattpack.core.plan;

import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.units.Watts;
import org.jspecify.annotations.Nullable;

/**
 * Why something was decided, refused or waits: a code plus numbers, not a sentence. Views add what
 * is free and the limit when read, because a recorded number goes stale with every step.
 *
 * @param domain the power domain concerned, if any
 * @param asked what was asked for, in the unit of the code (watts for power codes, GPUs for device
 *     codes); 0 if nothing
 * @param subject the id of another thing concerned (a job, a model, a node), if any
 */
public record Reason(
    ReasonCode code, @Nullable PowerDomainId domain, long asked, @Nullable String subject) {
  public static Reason of(ReasonCode code) {
    return new Reason(code, null, 0, null);
  }

  public static Reason about(ReasonCode code, String subject) {
    return new Reason(code, null, 0, subject);
  }

  public static Reason powerLimited(PowerDomainId domain, Watts asked) {
    return new Reason(ReasonCode.POWER_LIMITED, domain, asked.value(), null);
  }

  public static Reason inDomain(ReasonCode code, PowerDomainId domain, long asked) {
    return new Reason(code, domain, asked, null);
  }
}
