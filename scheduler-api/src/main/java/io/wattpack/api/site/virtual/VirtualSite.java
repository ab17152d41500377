package io.wattpack.api.site.virtual;

import io.wattpack.api.site.DesiredMiner;
import io.wattpack.api.site.DesiredReplica;
import io.wattpack.api.site.DesiredState;
import io.wattpack.api.site.MinerSwitch;
import io.wattpack.api.site.MinerSwitches;
import io.wattpack.api.site.Outbox;
import io.wattpack.api.site.SiteLink;
import io.wattpack.api.site.SiteObserver;
import io.wattpack.api.site.Stopwatch;
import io.wattpack.api.time.Timer;
import io.wattpack.core.event.NodeReadinessChanged;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.MinerActuator;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.power.Cooling;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A simulated site: replicas start, load, run and stop, miners switch, each after the time its
 * declaration gives. Its nodes can be lost and come back; what stood on one has failed then. Only
 * miners may be real ones.
 *
 * <p>It forgets everything when the process ends and then adopts what the hub believes: what the
 * hub knows to be READY or ON runs at once and is not reported again, what was on its way starts
 * its way anew. A task adopted while it ran runs its whole time again. All its nodes are there
 * again, and it says so of those that the hub believes to be gone.
 */
public final class VirtualSite implements SiteLink {
  private final Site site;
  private final Map<MinerGroupId, MinerSwitch> miners = new HashMap<>();
  private final Map<ReplicaId, VirtualReplica> replicas = new TreeMap<>();
  private final Set<NodeId> lost = new HashSet<>();
  private final Executor executor;
  private final Outbox outbox;
  private final Stopwatch stopwatch;
  private final @Nullable VirtualMeter meter;
  private VirtualPower power;
  private @Nullable DesiredState latest;

  /**
   * Opens the site as the fleet describes it, with miners that exist nowhere else either.
   *
   * @param executor serial; all of the site runs on it
   */
  public VirtualSite(
      SiteId id, Fleet fleet, Timer timer, Executor executor, SiteObserver observer) {
    this(id, fleet, timer, executor, observer, VirtualSite::virtual, null);
  }

  /**
   * Opens the site as the fleet describes it.
   *
   * @param executor serial; all of the site runs on it
   * @param real switches the miner groups that have an actuator of another kind than virtual
   * @param metering how its own meters are read; null: it has none
   */
  public VirtualSite(
      SiteId id,
      Fleet fleet,
      Timer timer,
      Executor executor,
      SiteObserver observer,
      MinerSwitches real,
      @Nullable VirtualMetering metering) {
    this.site = siteOf(id, fleet);
    this.executor = executor;
    this.outbox = new Outbox(id, observer, timer, executor);
    this.stopwatch = new Stopwatch(timer, executor);
    this.power = new VirtualPower(id, fleet);
    this.meter =
        metering == null ? null : new VirtualMeter(id, metering, stopwatch, observer, executor);
    for (MinerGroup group : minersOf(id, fleet)) {
      MinerSwitches kind = group.actuator() == MinerActuator.VIRTUAL ? VirtualSite::virtual : real;
      miners.put(group.id(), kind.open(group, stopwatch, outbox, executor));
    }
  }

  private static MinerSwitch virtual(
      MinerGroup group, Stopwatch stopwatch, Outbox outbox, Executor executor) {
    return new VirtualMiner(group, stopwatch, outbox);
  }

  private static Site siteOf(SiteId id, Fleet fleet) {
    return fleet.sites().stream()
        .filter(site -> site.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("The fleet has no site (%s).".formatted(id)));
  }

  private static Iterable<MinerGroup> minersOf(SiteId id, Fleet fleet) {
    var domains =
        fleet.powerDomains().stream()
            .filter(domain -> domain.site().equals(id))
            .map(domain -> domain.id())
            .collect(Collectors.toSet());
    return fleet.minerGroups().stream()
        .filter(group -> group.isSwitchable() && domains.contains(group.powerDomain()))
        .toList();
  }

  @Override
  public void desire(DesiredState desired) {
    executor.execute(() -> follow(desired));
  }

  private void follow(DesiredState desired) {
    if (isStale(desired)) {
      return;
    }
    boolean adopting = latest == null;
    latest = desired;
    power = power.of(desired.fleet());
    if (adopting) {
      desired
          .nodesGone()
          .forEach(node -> outbox.report(node, new NodeReadinessChanged(node, true)));
    }
    desired.replicas().forEach(replica -> follow(replica, adopting));
    stopUnlisted(desired);
    desired.miners().forEach(miner -> follow(miner, adopting));
    if (adopting && meter != null) {
      meter.start(this::draw);
    }
  }

  private VirtualPower.Draw draw(VirtualPower.Levels levels) {
    int outside = latest == null ? Cooling.OUTSIDE_UNKNOWN : latest.outsideMilliCelsius();
    return power.draw(replicas.values(), this::stepsOf, lost, outside, levels);
  }

  /** The steps of a group that draw; null: it is a real one, of which the site cannot tell. */
  private @Nullable Integer stepsOf(MinerGroup group) {
    return miners.get(group.id()) instanceof VirtualMiner miner ? miner.drawing() : null;
  }

  private boolean isStale(DesiredState desired) {
    return latest != null
        && (desired.epoch() < latest.epoch()
            || (desired.epoch() == latest.epoch() && desired.sequence() < latest.sequence()));
  }

  private void follow(DesiredReplica desired, boolean adopting) {
    VirtualReplica known = replicas.get(desired.id());
    if (known == null) {
      VirtualReplica replica = new VirtualReplica(desired, site, stopwatch, outbox);
      replicas.put(desired.id(), replica);
      if (replica.standsOnAny(lost)) {
        replica.die();
      } else {
        replica.begin(desired, adopting);
        replica.follow(desired);
      }
    } else if (desired.shouldRun()) {
      known.follow(desired);
    } else {
      known.stop();
    }
  }

  /** The node goes down, and what stands on it with it; nothing when it is down already. */
  public void lose(NodeId node) {
    executor.execute(
        () -> {
          if (lost.add(node)) {
            outbox.report(node, new NodeReadinessChanged(node, false));
            replicas.values().stream()
                .filter(replica -> replica.standsOn(node))
                .forEach(VirtualReplica::die);
          }
        });
  }

  /** The node comes back; nothing when it was there. */
  public void regain(NodeId node) {
    executor.execute(
        () -> {
          if (lost.remove(node)) {
            outbox.report(node, new NodeReadinessChanged(node, true));
          }
        });
  }

  // A replica that has ended stays known until the hub no longer lists it: an older picture that
  // still wants it, crossing the report on its way, must not start it again.
  private void stopUnlisted(DesiredState desired) {
    Set<ReplicaId> listed =
        desired.replicas().stream().map(DesiredReplica::id).collect(Collectors.toSet());
    Iterator<VirtualReplica> each = replicas.values().iterator();
    while (each.hasNext()) {
      VirtualReplica replica = each.next();
      if (!listed.contains(replica.id())) {
        if (replica.isGone()) {
          each.remove();
        } else {
          replica.stop();
        }
      }
    }
  }

  private void follow(DesiredMiner desired, boolean adopting) {
    MinerSwitch miner = miners.get(desired.id());
    if (miner != null && adopting) {
      miner.adopt(desired);
    } else if (miner != null) {
      miner.follow(desired);
    }
  }

  /** Stops at once, without a word to the hub; what ran is forgotten. */
  @Override
  public void close() {
    executor.execute(
        () -> {
          miners.values().forEach(MinerSwitch::close);
          stopwatch.close();
          outbox.close();
        });
  }
}
