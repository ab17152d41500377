package io.wattpack.api.simulation;

import io.wattpack.api.site.DesiredMiner;
import io.wattpack.api.site.DesiredReplica;
import io.wattpack.api.site.DesiredState;
import io.wattpack.api.site.Outbox;
import io.wattpack.api.site.SiteObserver;
import io.wattpack.api.time.Timer;
import io.wattpack.api.time.Timer.Cancellable;
import io.wattpack.core.event.CapApplied;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.MinerStarted;
import io.wattpack.core.event.MinerStopped;
import io.wattpack.core.event.NodeReadinessChanged;
import io.wattpack.core.event.ReplicaLoading;
import io.wattpack.core.event.ReplicaReady;
import io.wattpack.core.event.ReplicaStopped;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.units.Watts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The hardware of one site. It goes on while the service is dead, obeys the newest order it knows,
 * takes its time, and now and then a replica dies by itself. What it draws is known exactly.
 */
final class SimulatedSite {
  private static final int START_MILLIS_MAX = 3_000;
  private static final int STOP_MILLIS_MAX = 3_000;
  private static final int STUCK_MILLIS_MAX = 60_000;
  private static final int CAP_MILLIS_MAX = 2_000;

  private final Random random;
  private final Timer timer;
  private final Executor executor;
  private final Outbox outbox;
  private final Map<ReplicaId, Machine> machines = new TreeMap<>();
  private final Map<MinerGroupId, Miner> miners = new TreeMap<>();
  private SiteObserver service = (site, event) -> new CompletableFuture<>();
  private final Set<NodeId> lost = new TreeSet<>();
  private @Nullable DesiredState latest;
  private boolean isCalm;
  private long died;

  SimulatedSite(SiteId id, Random random, Timer timer, Executor executor) {
    this.random = random;
    this.timer = timer;
    this.executor = executor;
    this.outbox = new Outbox(id, this::tell, timer, executor);
  }

  private CompletableFuture<?> tell(SiteId site, Event event) {
    return service.observed(site, event);
  }

  /** A process of the service has opened a link: it hears of everything from now on. */
  void attach(SiteId id, Fleet fleet, SiteObserver observer) {
    service = observer;
    Set<String> domains =
        fleet.powerDomains().stream()
            .filter(domain -> domain.site().equals(id))
            .map(domain -> domain.id().value())
            .collect(Collectors.toSet());
    for (MinerGroup group : fleet.minerGroups()) {
      if (group.isSwitchable() && domains.contains(group.powerDomain().value())) {
        miners.computeIfAbsent(group.id(), unused -> new Miner(group));
      }
    }
  }

  /** Nothing fails by itself any more. */
  void calm() {
    isCalm = true;
  }

  /** An order arrives; older ones than the newest are ignored. */
  void desire(DesiredState desired) {
    if (isStale(desired)) {
      return;
    }
    latest = desired;
    Set<ReplicaId> listed = new TreeSet<>();
    for (DesiredReplica replica : desired.replicas()) {
      listed.add(replica.id());
      obey(replica);
    }
    stopUnlisted(listed);
    for (DesiredMiner miner : desired.miners()) {
      Miner known = miners.get(miner.id());
      if (known != null) {
        known.follow(miner);
      }
    }
  }

  private boolean isStale(DesiredState desired) {
    return latest != null
        && (desired.epoch() < latest.epoch()
            || (desired.epoch() == latest.epoch() && desired.sequence() < latest.sequence()));
  }

  private void obey(DesiredReplica desired) {
    Machine known = machines.get(desired.id());
    if (known == null) {
      Machine machine = new Machine(desired);
      machines.put(desired.id(), machine);
      if (machine.nodes.stream().anyMatch(lost::contains)) {
        machine.end(StopCause.FAILED);
      } else {
        machine.begin(desired.shouldRun());
        machine.cap(desired);
      }
    } else if (desired.shouldRun()) {
      known.cap(desired);
    } else {
      known.stop();
    }
  }

  private void stopUnlisted(Set<ReplicaId> listed) {
    for (Machine machine : List.copyOf(machines.values())) {
      if (listed.contains(machine.id)) {
        continue;
      }
      if (machine.isGone && !outbox.isWaiting(machine.id)) {
        machines.remove(machine.id);
      } else {
        machine.stop();
      }
    }
  }

  /** Replicas that draw. */
  List<ReplicaId> present() {
    List<ReplicaId> present = new ArrayList<>();
    machines.values().stream()
        .filter(machine -> !machine.isGone)
        .forEach(machine -> present.add(machine.id));
    return present;
  }

  /** By replica that draws: the cap that its GPUs are really held to; without one: their peak. */
  Map<ReplicaId, Watts> capsHeld() {
    Map<ReplicaId, Watts> held = new TreeMap<>();
    machines.forEach(
        (id, machine) -> {
          if (!machine.isGone && machine.capHeld != null) {
            held.put(id, machine.capHeld);
          }
        });
    return held;
  }

  /** The steps that draw of each switchable miner group. */
  Map<MinerGroupId, Integer> drawing() {
    Map<MinerGroupId, Integer> drawing = new TreeMap<>();
    miners.forEach((id, miner) -> drawing.put(id, miner.draws));
    return drawing;
  }

  /** A node goes down, and what stands on it with it. */
  void lose(NodeId node) {
    if (lost.add(node)) {
      outbox.report(node, new NodeReadinessChanged(node, false));
      machines.values().stream()
          .filter(machine -> !machine.isGone && machine.nodes.contains(node))
          .forEach(machine -> machine.end(StopCause.FAILED));
    }
  }

  void regain(NodeId node) {
    if (lost.remove(node)) {
      outbox.report(node, new NodeReadinessChanged(node, true));
    }
  }

  /** A power cut: every replica dies and says so once the site is up again. */
  void blackOut() {
    machines.values().stream()
        .filter(machine -> !machine.isGone)
        .forEach(machine -> machine.end(StopCause.FAILED));
  }

  /** How many replicas died by themselves. */
  long died() {
    return died;
  }

  private boolean hits(int permille) {
    return !isCalm && random.nextInt(1000) < permille;
  }

  private Cancellable after(long millis, Runnable task) {
    boolean[] isCancelled = new boolean[1];
    timer.after(
        Duration.ofMillis(millis),
        () ->
            executor.execute(
                () -> {
                  if (!isCancelled[0]) {
                    task.run();
                  }
                }));
    return () -> isCancelled[0] = true;
  }

  private final class Machine {
    private final ReplicaId id;
    private final List<NodeId> nodes;
    private final long loadMillis;
    private final long runMillis;
    private boolean isStopping;
    private int capOrder;
    private @Nullable Watts capHeld;
    private boolean isGone;
    private Cancellable next = () -> {};

    private Machine(DesiredReplica desired) {
      id = desired.id();
      nodes = desired.nodes();
      loadMillis = desired.loadMillis();
      runMillis = desired.runMillis();
    }

    private void begin(boolean shouldRun) {
      if (shouldRun) {
        next = after(random.nextInt(START_MILLIS_MAX), this::load);
      } else {
        // Taken back before the order to start it came through.
        end(StopCause.REQUESTED);
      }
    }

    private void load() {
      outbox.report(id, new ReplicaLoading(id));
      next = after(loadMillis, this::loaded);
    }

    private void loaded() {
      if (hits(30)) {
        end(StopCause.FAILED);
        return;
      }
      outbox.report(id, new ReplicaReady(id));
      if (runMillis > 0) {
        next = after(runMillis, () -> end(StopCause.COMPLETED));
      } else if (hits(30)) {
        next = after(random.nextInt(120_000), () -> end(StopCause.FAILED));
      }
    }

    private void cap(DesiredReplica desired) {
      if (desired.capOrder() > capOrder) {
        capOrder = desired.capOrder();
        int order = capOrder;
        long millis = random.nextInt(hits(50) ? STUCK_MILLIS_MAX : CAP_MILLIS_MAX);
        after(millis, () -> hold(desired, order));
      }
    }

    /** An order that was overtaken on its way to the driver is dropped. */
    private void hold(DesiredReplica desired, int order) {
      if (order == capOrder && !isGone && desired.cap() != null) {
        capHeld = desired.cap().ordered();
        outbox.report(id, new CapApplied(id, order));
      }
    }

    private void stop() {
      if (!isStopping && !isGone) {
        isStopping = true;
        next.cancel();
        next =
            after(
                random.nextInt(hits(50) ? STUCK_MILLIS_MAX : STOP_MILLIS_MAX),
                () -> end(StopCause.REQUESTED));
      }
    }

    private void end(StopCause cause) {
      if (cause == StopCause.FAILED) {
        died++;
      }
      next.cancel();
      isGone = true;
      outbox.report(id, new ReplicaStopped(id, cause));
    }
  }

  private final class Miner {
    private final MinerGroup group;
    private int steps;
    private int draws;
    private long order;
    private int rises;
    private Cancellable next = () -> {};

    private Miner(MinerGroup group) {
      this.group = group;
    }

    private void follow(DesiredMiner desired) {
      if (desired.order() == order) {
        return;
      }
      boolean isRise = desired.steps() > steps;
      steps = desired.steps();
      order = desired.order();
      if (isRise) {
        rises++;
        draws = Math.max(draws, steps);
        next = after(group.onMillis(), () -> report(new MinerStarted(group.id(), steps, order)));
      } else {
        next.cancel();
        int to = steps;
        int since = rises;
        after(group.offMillis() + (hits(50) ? 20_000 : 0), () -> fall(to, since));
      }
    }

    /** What goes off is gone in its time, unless steps were ordered on meanwhile. */
    private void fall(int to, int since) {
      if (since == rises && to < draws) {
        draws = to;
        report(new MinerStopped(group.id(), to, order));
      } else if (since == rises) {
        report(new MinerStopped(group.id(), draws, order));
      }
    }

    private void report(Event event) {
      outbox.report(group.id(), event);
    }
  }
}
