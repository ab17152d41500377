package io.wattpack.core.check;

import io.wattpack.core.model.MinerState;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.units.EpochMillis;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is booked on one fleet: watts per domain, shares and memory per GPU, miner states. */
final class HardwareBooks {
  final FleetBook fleet;
  final PowerBook power;
  final DeviceBook devices;
  final MinerBook miners;
  final PlaceBook places;

  /** The books of a fleet with nothing running but miners that cannot be switched. */
  HardwareBooks(FleetBook fleet, UndoLog undo) {
    this.fleet = fleet;
    power = new PowerBook(fleet, undo);
    devices = new DeviceBook(fleet, undo);
    miners = new MinerBook(fleet, undo);
    places = new PlaceBook(fleet, undo);
  }

  private HardwareBooks(HardwareBooks other, UndoLog undo) {
    fleet = other.fleet;
    power = other.power.fork(undo);
    devices = other.devices.fork(undo);
    miners = other.miners.fork(undo);
    places = other.places.fork(undo);
  }

  HardwareBooks fork(UndoLog forked) {
    return new HardwareBooks(this, forked);
  }

  /** The same replicas, miners and limits on another fleet, which must have every device in use. */
  static HardwareBooks carriedOver(
      FleetBook fleet, HardwareBooks before, Collection<LivingReplica> replicas, UndoLog undo) {
    HardwareBooks books = new HardwareBooks(fleet, undo);
    books.power.carryLimits(before.power);
    books.miners.carry(before.miners);
    books.places.carry(before.places);
    books.chargeMiners();
    replicas.forEach(replica -> books.book(replica.devices()));
    return books;
  }

  void chargeMiners() {
    for (int miner = 0; miner < fleet.minerCount(); miner++) {
      if (miners.draws(miner)) {
        power.change(fleet.domainOfMiner(miner), power.minerWatts(miner));
      }
    }
  }

  void book(List<DeviceBooking> bookings) {
    for (DeviceBooking booking : bookings) {
      int node = existing(booking);
      if (devices.isFree(node, booking.slot())) {
        power.change(fleet.domainOfNode(node), power.deviceRise(node));
      }
      devices.book(node, booking);
    }
  }

  private int existing(DeviceBooking booking) {
    int node = fleet.nodeOf(booking.node());
    if (node < 0 || booking.slot() < 0 || booking.slot() >= fleet.node(node).gpuCount()) {
      throw new IllegalStateException(
          "GPU %s:%d is to be booked but does not exist."
              .formatted(booking.node(), booking.slot()));
    }
    return node;
  }

  void free(List<DeviceBooking> bookings) {
    for (DeviceBooking booking : bookings) {
      int node = fleet.nodeOf(booking.node());
      devices.free(node, booking);
      if (devices.isFree(node, booking.slot())) {
        power.change(fleet.domainOfNode(node), -power.deviceRise(node));
      }
    }
  }

  /**
   * The watts by which the bookings raise the node's domains: those of GPUs that hold nothing yet.
   */
  long rise(int node, List<DeviceBooking> bookings) {
    long free = bookings.stream().filter(booking -> devices.isFree(node, booking.slot())).count();
    return Math.multiplyExact(free, power.deviceRise(node));
  }

  /** Moves the group if that is legal, and its watts with it. */
  void moveMiner(int miner, MinerState next, EpochMillis at) {
    MinerState now = miners.state(miner);
    if (!fleet.miner(miner).isSwitchable() || !now.canBecome(next)) {
      return;
    }
    if (now == MinerState.OFF) {
      power.change(fleet.domainOfMiner(miner), power.minerWatts(miner));
    } else if (next == MinerState.OFF) {
      power.change(fleet.domainOfMiner(miner), -power.minerWatts(miner));
    }
    miners.move(miner, next, at);
  }

  /** Puts a group that is off into the state it was in, with its watts. */
  void resumeMiner(int miner, MinerState state, long offSince) {
    miners.put(miner, state, offSince);
    if (miners.draws(miner)) {
      power.change(fleet.domainOfMiner(miner), power.minerWatts(miner));
    }
  }

  @Nullable String faultOfRise(String what, int domain, long watts, EpochMillis at) {
    return power.faultOfRise(what, domain, watts, at);
  }
}
