package io.wattpack.core.sim;

import io.wattpack.core.model.Closure;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.model.Taint;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.HostBooking;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.NodeStatus;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Nothing starts where it must not, and what runs at a drained place is told to stop. Whether a
 * start is what was asked for is {@link StartPromises}' matter.
 */
final class PlacePromises {
  private final WorldCounts counts;

  PlacePromises(WorldCounts counts) {
    this.counts = counts;
  }

  /** After a plan: everything it started stands where it may. */
  void checkStarts(Plan plan, FleetStatus status) {
    Places places = new Places(counts.fleet(), status);
    Set<ReplicaOwner> owners = new LinkedHashSet<>();
    for (Bundle bundle : plan.bundles()) {
      for (Decision decision : bundle.decisions()) {
        if (decision instanceof ReplicaStart start) {
          checkStart(start, places, status);
          owners.add(start.owner());
        }
      }
    }
    owners.forEach(owner -> checkSpread(owner, places));
  }

  /** A fleet edit is in force whole as soon as nothing that it gives up is in use. */
  void checkFleet(FleetStatus status) {
    boolean isWhole = counts.fleet().equals(counts.wanted());
    if (isWhole != (status.placement().drain() == null)) {
      throw new BrokenPromise(
          "The fleet in force is %s the one that was applied, but the drain is %s."
              .formatted(isWhole ? "just" : "not", status.placement().drain()));
    }
  }

  private void checkStart(ReplicaStart start, Places places, FleetStatus status) {
    Set<String> sites = new TreeSet<>();
    for (HostBooking host : start.hosts()) {
      NodeStatus node = places.status(host.node());
      sites.add(node.site().value());
      require(node.isReady() && node.closure() == Closure.OPEN, start, "a closed or missing node");
    }
    require(sites.size() == 1, start, "several sites");
    PlacementRules rules = rulesOf(start.owner());
    for (HostBooking host : start.hosts()) {
      require(places.tolerates(rules, host.node(), Taint.WHOLE_NODE), start, "a tainted node");
    }
    for (DeviceBooking device : start.devices()) {
      NodeStatus node = places.status(device.node());
      require(node.gpuClosures().get(device.slot()) == Closure.OPEN, start, "a closed GPU");
      require(places.isOpen(device, counts, status), start, "a GPU that was ordered to be closed");
      require(places.tolerates(rules, device.node(), device.slot()), start, "a tainted GPU");
    }
  }

  private static void require(boolean holds, ReplicaStart start, String where) {
    if (!holds) {
      throw new BrokenPromise("A plan starts %s on %s.".formatted(start, where));
    }
  }

  private PlacementRules rulesOf(ReplicaOwner owner) {
    return switch (owner) {
      case PoolId id ->
          counts.fleet().pools().stream()
              .filter(pool -> pool.id().equals(id))
              .map(PoolSpec::rules)
              .findFirst()
              .orElse(PlacementRules.NONE);
      case JobId id ->
          counts.jobs().get(id) != null && counts.jobs().get(id).work() instanceof TaskWork task
              ? task.rules()
              : PlacementRules.NONE;
    };
  }

  /** Members that were not told to stop, counted for each thing of each limited level. */
  private void checkSpread(ReplicaOwner owner, Places places) {
    for (SpreadLimit limit : rulesOf(owner).spread()) {
      Map<String, Integer> members = new TreeMap<>();
      for (ReplicaStart start : counts.replicas().values()) {
        if (start.owner().equals(owner) && !counts.isLeaving(start.replica())) {
          for (HostBooking host : start.hosts()) {
            String thing = places.thingOf(host.node(), limit.level());
            if (thing != null) {
              members.merge(thing, 1, Integer::sum);
            }
          }
        }
      }
      members.forEach((thing, count) -> checkLimit(owner, limit, thing, count));
    }
  }

  private static void checkLimit(ReplicaOwner owner, SpreadLimit limit, String thing, int count) {
    if (count > limit.replicasMax()) {
      throw new BrokenPromise(
          "%s has %d members at %s, but the limit is %s.".formatted(owner, count, thing, limit));
    }
  }

  /** Once a step has no more work. */
  void checkDrained(FleetStatus status) {
    Places places = new Places(counts.fleet(), status);
    for (ReplicaStart start : counts.replicas().values()) {
      boolean isDrained = places.isDrained(start) || counts.places().isDrained(start, status.at());
      if (!counts.isLeaving(start.replica()) && isDrained) {
        throw new BrokenPromise("%s stands at a drained place and goes on.".formatted(start));
      }
    }
  }
}
