package io.wattpack.api.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.power.LimitKind;
import io.wattpack.core.state.DomainStatus;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.RegionStatus;
import io.wattpack.core.units.Watts;
import io.wattpack.core.units.WattsDelta;

/**
 * Reasons on the wire: the code for programs, a sentence for people, and what is free when read.
 */
public final class Reasons {
  private Reasons() {}

  /**
   * For operators: with the domain, what was asked, and for power what is free and allowed there
   * now, and by which limit.
   */
  public static ObjectNode forOperator(Reason reason, FleetStatus status) {
    ObjectNode json = JsonText.object();
    json.put("code", reason.code().name());
    json.put("message", operatorText(reason));
    if (reason.asked() > 0) {
      json.put("asked", reason.asked());
    }
    if (reason.subject() != null) {
      json.put("subject", reason.subject());
    }
    if (reason.domain() != null) {
      json.put("domain", reason.domain().value());
      addWatts(json, reason.domain(), status);
    }
    return json;
  }

  private static void addWatts(ObjectNode json, PowerDomainId id, FleetStatus status) {
    for (DomainStatus domain : status.domains()) {
      if (domain.domain().id().equals(id)) {
        put(json, domain.headroom(), domain.cap(), domain.binding());
      }
    }
    for (RegionStatus region : status.regions()) {
      if (region.id().equals(id)) {
        put(json, region.headroom(), region.cap(), region.binding());
      }
    }
  }

  private static void put(ObjectNode json, WattsDelta free, Watts limit, LimitKind binding) {
    json.put("free_watts", free.value());
    json.put("limit_watts", limit.value());
    json.put("binding_limit", binding.label());
  }

  /** For customers: no site, domain or figure of an operator. */
  public static ObjectNode forCustomer(Reason reason) {
    ObjectNode json = JsonText.object();
    json.put("code", reason.code().name());
    json.put("message", customerText(reason.code()));
    return json;
  }

  private static String operatorText(Reason reason) {
    String domain = reason.domain() == null ? "a power domain" : reason.domain().value();
    String subject = reason.subject() == null ? "it" : reason.subject();
    return switch (reason.code()) {
      case POWER_LIMITED ->
          "%s lacks the headroom for %d W more.".formatted(domain, reason.asked());
      case IN_BREACH ->
          "%s can draw more than its cap, or than one that comes soon: nothing starts under it."
              .formatted(domain);
      case NO_COMPATIBLE_GPU -> "No GPU of the fleet fits what is asked.";
      case NO_FREE_GPU -> "All fitting GPUs are booked.";
      case NO_FREE_CPU ->
          "No fitting node has %d thousandths of a core free.".formatted(reason.asked());
      case NO_FREE_MEMORY ->
          "No fitting node has %d MiB of main memory free.".formatted(reason.asked());
      case NO_LINKED_GPUS ->
          "No fitting node has %d free GPUs joined by NVLink.".formatted(reason.asked());
      case NO_FREE_SLICE -> "No fitting GPU has the hardware slice free.";
      case CORDONED -> "What would fit is cordoned, drained or gone.";
      case TAINTED -> "What would fit is tainted, and the work does not tolerate it.";
      case SPREAD_LIMITED -> "Every place that would fit has as many as it may take.";
      case GANG_TOO_LARGE ->
          "No site has room for all %d members at once.".formatted(reason.asked());
      case DOES_NOT_WAIT -> "The task found no room and does not wait.";
      case DRAINED -> "The place where it ran is drained.";
      case MODEL_NOT_SERVED -> "No pool serves the model at this tier or a higher one.";
      case POOL_AT_MAX -> "The pool has as many replicas as it may have.";
      case UNSOUND_BUNDLE -> "The checker refused the decision: the work is held.";
      case QUEUED -> "Its turn has not come yet; the next step follows at once.";
      case BACKLOG -> "The pool follows its backlog.";
      case POOL_AT_MIN -> "The pool keeps its least number of replicas.";
      case POOL_QUIET -> "The pool had no work for a while.";
      case TASK_PLACED -> "A task runs.";
      case JOB_CANCELLED -> "The job was cancelled.";
      case LIMIT_FELL -> "The limit of %s fell below what it can draw.".formatted(domain);
      case METER_ABOVE_BOOKED ->
          "Meters show more at %s than all that is booked there can draw, and that is above its cap."
              .formatted(domain);
      case ACTUATOR_OVERDUE ->
          "What was ordered off below %s is not gone after twice its time; others make up for it."
              .formatted(domain);
      case LIMIT_ROSE -> "There are watts again for what was capped or paused.";
      case LIMIT_WILL_FALL ->
          "A limit of %s is known to fall soon below what it can draw.".formatted(domain);
      case CAP_YIELDS -> "Capped GPUs make room for work that is worth more.";
      case OPERATOR_LIMIT -> "The operator lets fewer steps of the miner group run.";
      case MINER_FILLS -> "Nobody else wants these watts.";
      case MINER_YIELDS -> "Mining makes room for inference.";
      case UNKNOWN_ID -> "An input named something unknown (%s).".formatted(subject);
      case NOT_APPLICABLE -> "An input repeated what was known or came after the end.";
      case REMOVES_WHAT_IS_IN_USE ->
          "The fleet edit removes or shrinks something in use (%s).".formatted(subject);
      case INVALID_FLEET ->
          "The fleet's references or figures do not hold together (%s).".formatted(subject);
    };
  }

  private static String customerText(ReasonCode code) {
    return switch (code) {
      case POWER_LIMITED,
          IN_BREACH,
          LIMIT_FELL,
          LIMIT_WILL_FALL,
          METER_ABOVE_BOOKED,
          ACTUATOR_OVERDUE ->
          "Power is short at the moment; the work goes on when it is back.";
      case NO_FREE_GPU,
          NO_FREE_CPU,
          NO_FREE_MEMORY,
          NO_LINKED_GPUS,
          NO_FREE_SLICE,
          CORDONED,
          TAINTED,
          SPREAD_LIMITED,
          GANG_TOO_LARGE,
          POOL_AT_MAX,
          BACKLOG ->
          "All fitting GPUs are busy.";
      case DOES_NOT_WAIT -> "No GPU was free, and the task does not wait.";
      case DRAINED -> "The place where it ran is under maintenance; the work goes on elsewhere.";
      case NO_COMPATIBLE_GPU -> "No GPU of the fleet fits what is asked.";
      case MODEL_NOT_SERVED -> "The model is not served at this tier.";
      case UNSOUND_BUNDLE,
          QUEUED,
          POOL_AT_MIN,
          POOL_QUIET,
          TASK_PLACED,
          LIMIT_ROSE,
          CAP_YIELDS,
          OPERATOR_LIMIT,
          MINER_FILLS,
          MINER_YIELDS ->
          "The work is about to be placed.";
      case JOB_CANCELLED -> "The job was cancelled.";
      case UNKNOWN_ID, NOT_APPLICABLE, REMOVES_WHAT_IS_IN_USE, INVALID_FLEET ->
          "The work could not be accepted.";
    };
  }
}
