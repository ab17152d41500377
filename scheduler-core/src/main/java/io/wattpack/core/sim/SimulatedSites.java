package io.wattpack.core.sim;

import io.wattpack.core.event.CapApplied;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.MinerStarted;
import io.wattpack.core.event.MinerStopped;
import io.wattpack.core.event.ReplicaLoading;
import io.wattpack.core.event.ReplicaReady;
import io.wattpack.core.event.ReplicaStopped;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.MinerOn;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.PoolSized;
import io.wattpack.core.plan.ReplicaPause;
import io.wattpack.core.plan.ReplicaResume;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.plan.TaskRejected;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The hardware of all sites, and what they report: it obeys plans and confirms, sometimes late,
 * twice, or only when asked again much later. What really draws is never more than what was not yet
 * confirmed gone.
 */
final class SimulatedSites {
  private static final int LATE_MILLIS_MAX = 20_000;
  private static final int LOST_MILLIS_MAX = 600_000;

  /** A second copy of a confirmation may meet orders that came long after it. */
  private static final int REPEAT_MILLIS_MAX = 600_000;

  private static final int START_MILLIS_MAX = 5_000;
  private static final int STOP_MILLIS_MAX = 5_000;
  private static final int CAP_MILLIS_MAX = 2_000;
  private static final int FAILURE_PERMILLE = 40;

  private final RandomGenerator random;
  private final SimulationOptions options;
  private final PriorityQueue<Message> messages =
      new PriorityQueue<>(Comparator.comparing(Message::at).thenComparingLong(Message::number));
  private final Map<ReplicaId, ReplicaStart> present = new TreeMap<>();
  private final Map<CapApplied, Watts> capsOrdered = new LinkedHashMap<>();
  private final Map<ReplicaId, CapApplied> capped = new TreeMap<>();
  private final Map<MinerGroupId, Integer> drawing = new TreeMap<>();
  private final Map<MinerGroupId, Long> newest = new TreeMap<>();
  private final Set<ReplicaId> paused = new TreeSet<>();
  private long numbers;

  SimulatedSites(RandomGenerator random, SimulationOptions options) {
    this.random = random;
    this.options = options;
  }

  /**
   * @param happens whether something really happens at that moment, or it is only told (again)
   */
  private record Message(EpochMillis at, long number, Event event, boolean happens) {}

  void obey(Plan plan, Fleet fleet) {
    for (Bundle bundle : plan.bundles()) {
      bundle.decisions().forEach(decision -> obey(decision, plan.at(), fleet));
    }
  }

  private void obey(Decision decision, EpochMillis at, Fleet fleet) {
    switch (decision) {
      case ReplicaStart start -> start(start, at);
      case ReplicaStop stop -> stop(stop.replica(), at);
      case ReplicaPause pause -> paused.add(pause.replica());
      case ReplicaResume resume -> paused.remove(resume.replica());
      case CapSet cap -> {
        capsOrdered.put(new CapApplied(cap.replica(), cap.order()), cap.cap());
        report(
            at.plusMillis(random.nextInt(CAP_MILLIS_MAX)),
            new CapApplied(cap.replica(), cap.order()));
      }
      case MinerOn on -> rise(minerGroup(fleet, on.minerGroup()), on, at);
      case MinerOff off -> fall(minerGroup(fleet, off.minerGroup()), off, at);
      case PoolSized sized -> {
        // Nothing to do at a site.
      }
      case TaskRejected rejected -> {
        // It never came to one.
      }
    }
  }

  private static MinerGroup minerGroup(Fleet fleet, MinerGroupId id) {
    return fleet.minerGroups().stream()
        .filter(group -> group.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new BrokenPromise(
                    "A plan switches miner group %s, which is unknown.".formatted(id)));
  }

  private void start(ReplicaStart start, EpochMillis at) {
    present.put(start.replica(), start);
    EpochMillis loading = at.plusMillis(random.nextInt(START_MILLIS_MAX));
    EpochMillis ready = loading.plusMillis(start.loadMillis());
    report(loading, new ReplicaLoading(start.replica()));
    if (random.nextInt(1000) < FAILURE_PERMILLE) {
      report(ready, new ReplicaStopped(start.replica(), StopCause.FAILED));
      return;
    }
    report(ready, new ReplicaReady(start.replica()));
    if (start.runMillis() > 0) {
      report(
          ready.plusMillis(start.runMillis()),
          new ReplicaStopped(start.replica(), StopCause.COMPLETED));
    }
  }

  /** The node is gone: what ran there ended with it, as its site finds out sooner or later. */
  void lose(NodeId node, EpochMillis at) {
    for (ReplicaStart start : present.values()) {
      if (start.hosts().stream().anyMatch(host -> host.node().equals(node))) {
        EpochMillis found = at.plusMillis(random.nextInt(LATE_MILLIS_MAX));
        report(found, new ReplicaStopped(start.replica(), StopCause.FAILED));
      }
    }
  }

  private void stop(ReplicaId replica, EpochMillis at) {
    paused.remove(replica);
    report(
        at.plusMillis(random.nextInt(STOP_MILLIS_MAX)),
        new ReplicaStopped(replica, StopCause.REQUESTED));
  }

  private void rise(MinerGroup group, MinerOn on, EpochMillis at) {
    drawing.merge(group.id(), on.steps(), Math::max);
    newest.put(group.id(), on.order());
    report(at.plusMillis(group.onMillis()), new MinerStarted(group.id(), on.steps(), on.order()));
  }

  /** On the way down it sometimes says that the first of several steps are gone. */
  private void fall(MinerGroup group, MinerOff off, EpochMillis at) {
    newest.put(group.id(), off.order());
    EpochMillis done = at.plusMillis(group.offMillis());
    int now = drawing.getOrDefault(group.id(), 0);
    if (now - off.steps() > 1 && random.nextBoolean()) {
      report(
          at.plusMillis(group.offMillis() / 2), new MinerStopped(group.id(), now - 1, off.order()));
    }
    report(done, new MinerStopped(group.id(), off.steps(), off.order()));
  }

  /** Steps go off unless another order has come meanwhile; that they run is always worth a word. */
  private boolean fell(MinerStopped stopped) {
    int steps = drawing.getOrDefault(stopped.minerGroup(), 0);
    boolean isCalledOff = newest.getOrDefault(stopped.minerGroup(), 0L) != stopped.order();
    if (isCalledOff || steps <= stopped.steps()) {
      return false;
    }
    drawing.put(stopped.minerGroup(), stopped.steps());
    return true;
  }

  /** The thing happens at that moment; the hub hears of it then, late, much later, or twice. */
  private void report(EpochMillis at, Event event) {
    messages.add(new Message(at.plusMillis(delay()), numbers++, event, true));
  }

  private int delay() {
    int draw = random.nextInt(1000);
    if (draw < options.lostPermille()) {
      return random.nextInt(LOST_MILLIS_MAX);
    }
    return draw < options.lostPermille() + options.latePermille()
        ? random.nextInt(LATE_MILLIS_MAX)
        : 0;
  }

  /** When the next report arrives; null: none is under way. */
  @Nullable EpochMillis nextAt() {
    Message next = messages.peek();
    return next == null ? null : next.at();
  }

  /** A confirmation, and when it arrived. */
  record Report(EpochMillis at, Event event) {}

  /** The reports that have arrived by now, in the order of their arrival. */
  List<Report> reports(EpochMillis now) {
    List<Report> reports = new ArrayList<>();
    for (Message next = messages.peek();
        next != null && !next.at().isAfter(now);
        next = messages.peek()) {
      Message message = messages.remove();
      if (isTrue(message)) {
        reports.add(new Report(message.at(), message.event()));
        repeat(message);
      }
    }
    return reports;
  }

  /**
   * A stopped replica reports nothing more, and steps of miners that were called off never fell.
   */
  private boolean isTrue(Message message) {
    return !message.happens()
        || switch (message.event()) {
          case ReplicaLoading loading -> present.containsKey(loading.replica());
          case ReplicaReady ready -> present.containsKey(ready.replica());
          case ReplicaStopped stopped -> present.remove(stopped.replica()) != null;
          case CapApplied applied -> cap(applied);
          case MinerStopped stopped -> fell(stopped);
          default -> true;
        };
  }

  /** An order that comes behind a younger one is not carried out. */
  private boolean cap(CapApplied order) {
    CapApplied last = capped.get(order.replica());
    boolean isNews = last == null || last.order() < order.order();
    if (present.containsKey(order.replica()) && isNews) {
      capped.put(order.replica(), order);
      return true;
    }
    return false;
  }

  /** The cap that really holds on each GPU of the replica; null: none does. */
  @Nullable Watts capHeld(ReplicaId replica) {
    CapApplied last = capped.get(replica);
    return last == null ? null : capsOrdered.get(last);
  }

  private void repeat(Message message) {
    if (message.happens() && random.nextInt(1000) < options.repeatedPermille()) {
      EpochMillis later = message.at().plusMillis(random.nextInt(REPEAT_MILLIS_MAX));
      messages.add(new Message(later, numbers++, message.event(), false));
    }
  }

  /** Whether its site lets it do nothing. */
  boolean isPaused(ReplicaId replica) {
    return paused.contains(replica);
  }

  /** Replicas that really draw. */
  Set<ReplicaId> present() {
    return Collections.unmodifiableSet(present.keySet());
  }

  int stepsDrawing(MinerGroupId group) {
    return drawing.getOrDefault(group, 0);
  }
}
