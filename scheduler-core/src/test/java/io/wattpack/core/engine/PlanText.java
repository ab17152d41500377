package io.wattpack.core.engine;

import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.MinerOn;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.PoolShare;
import io.wattpack.core.plan.PoolSized;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReplicaPause;
import io.wattpack.core.plan.ReplicaResume;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.plan.TaskRejected;
import java.util.List;
import java.util.stream.Collectors;

/** Plans as text to be read in a review: one line for each thing that was decided. */
final class PlanText {
  private PlanText() {}

  static String of(Plan plan) {
    StringBuilder text = new StringBuilder();
    plan.refusals()
        .forEach(r -> line(text, "refuse", "input %d: %s".formatted(r.input(), of(r.reason()))));
    for (int bundle = 0; bundle < plan.bundles().size(); bundle++) {
      for (Decision decision : plan.bundles().get(bundle).decisions()) {
        line(text, "%d".formatted(bundle + 1), of(decision));
      }
    }
    plan.poolOrders()
        .forEach(order -> line(text, "order", order.pool() + ": " + shares(order.shares())));
    plan.waiting()
        .forEach(
            waiting ->
                line(
                    text,
                    "wait",
                    waiting.work()
                        + ": "
                        + (waiting.reason() == null ? "no longer" : of(waiting.reason()))));
    plan.breaches()
        .forEach(b -> line(text, "breach", "%s: %d W".formatted(b.domain(), b.over().value())));
    return text.toString();
  }

  private static void line(StringBuilder text, String head, String tail) {
    text.append("  %-6s %s%n".formatted(head, tail).replace("\r", ""));
  }

  private static String of(Decision decision) {
    String what =
        switch (decision) {
          case ReplicaStart start ->
              "start %s of %s on %s".formatted(start.replica(), start.owner(), devices(start));
          case ReplicaStop stop -> "stop %s".formatted(stop.replica());
          case ReplicaPause pause -> "pause %s".formatted(pause.replica());
          case ReplicaResume resume -> "resume %s".formatted(resume.replica());
          case CapSet cap -> "cap %s at %d W".formatted(cap.replica(), cap.cap().value());
          case MinerOn on -> "miner %s on, steps %d".formatted(on.minerGroup(), on.steps());
          case MinerOff off -> "miner %s off, steps %d".formatted(off.minerGroup(), off.steps());
          case PoolSized sized -> "size %s to %d".formatted(sized.pool(), sized.replicas());
          case TaskRejected rejected -> "reject %s".formatted(rejected.job());
        };
    return what + ": " + of(decision.reason());
  }

  private static String devices(ReplicaStart start) {
    return start.devices().stream().map(PlanText::of).collect(Collectors.joining(" "));
  }

  private static String of(DeviceBooking device) {
    return "%s/%d(%d)".formatted(device.node(), device.slot(), device.share().milli());
  }

  private static String shares(List<PoolShare> shares) {
    return shares.isEmpty()
        ? "none"
        : shares.stream()
            .map(share -> share.job() + " x" + share.weight())
            .collect(Collectors.joining(", "));
  }

  private static String of(Reason reason) {
    StringBuilder text = new StringBuilder(reason.code().name());
    if (reason.domain() != null) {
      text.append(" at ").append(reason.domain());
    }
    if (reason.asked() != 0) {
      text.append(" asked ").append(reason.asked());
    }
    if (reason.subject() != null) {
      text.append(" (").append(reason.subject()).append(')');
    }
    return text.toString();
  }
}
