package io.wattpack.core.check;

import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.units.EpochMillis;

/**
 * What is booked on one fleet: watts per domain, shares, memory and slices per GPU, cores and main
 * memory per node, replicas per pool, the states of miners, closed places; and by which replicas.
 */
final class HardwareBooks {
  final FleetBook fleet;
  final PowerBook power;
  final DeviceBook devices;
  final CapBook caps;
  final HostBook hosts;
  final PoolBook pools;
  final MinerBook miners;
  final MinerLimitBook minerLimits;
  final PlaceBook places;
  final ReplicaTable replicas;
  final DrainBook drains;

  /** The books of a fleet with nothing running but miners that cannot be switched. */
  HardwareBooks(FleetBook fleet, UndoLog undo) {
    this.fleet = fleet;
    power = new PowerBook(fleet, undo);
    devices = new DeviceBook(fleet, undo);
    caps = new CapBook(undo);
    hosts = new HostBook(fleet, undo);
    pools = new PoolBook(fleet, undo);
    miners = new MinerBook(fleet, undo);
    minerLimits = new MinerLimitBook(fleet, undo);
    places = new PlaceBook(fleet, undo);
    replicas = new ReplicaTable(undo);
    drains = new DrainBook(fleet, undo);
  }

  private HardwareBooks(HardwareBooks other, UndoLog undo) {
    fleet = other.fleet;
    power = other.power.fork(undo);
    devices = other.devices.fork(undo);
    caps = other.caps.fork(undo);
    hosts = other.hosts.fork(undo);
    pools = other.pools.fork(undo);
    miners = other.miners.fork(undo);
    minerLimits = other.minerLimits.fork(undo);
    places = other.places.fork(undo);
    replicas = other.replicas.fork(undo);
    drains = other.drains.fork(undo);
  }

  HardwareBooks fork(UndoLog forked) {
    return new HardwareBooks(this, forked);
  }

  /** The same replicas, miners and limits on another fleet, which must have every device in use. */
  static HardwareBooks carriedOver(FleetBook fleet, HardwareBooks before, UndoLog undo) {
    HardwareBooks books = new HardwareBooks(fleet, undo);
    books.power.carryLimits(before.power);
    books.miners.carry(before.miners);
    books.minerLimits.carry(before.minerLimits);
    books.places.carry(before.places);
    books.chargeMiners();
    books.caps.carry(before.caps);
    Footprints footprints = new Footprints(before.fleet, fleet);
    before.replicas.values().forEach(replica -> books.enter(footprints.moved(replica)));
    books.power.carryMeters(before.power);
    return books;
  }

  void chargeMiners() {
    for (int miner = 0; miner < fleet.minerCount(); miner++) {
      charge(miner, 0);
    }
  }

  /** Enters a replica in whatever state it is, and books what it holds. */
  void enter(LivingReplica replica) {
    for (int gpu = 0; gpu < replica.gpus(); gpu++) {
      int device = replica.gpu(gpu);
      int node = replica.nodeOfGpu(gpu);
      if (devices.isFree(device)) {
        power.changeServer(node, riseNow(replica, node));
      }
      devices.book(device, replica);
    }
    hosts.book(replica);
    replicas.put(replica);
    drains.enter(replica);
    if (!replica.isLeaving()) {
      pools.join(replica);
    }
  }

  /** A pool counts neither what leaves nor what is paused. */
  void move(LivingReplica replica, ReplicaState next) {
    LivingReplica moved = replica.in(next);
    replicas.put(moved);
    if (next == ReplicaState.DRAINING) {
      pools.leave(replica);
    } else {
      pools.change(replica, moved);
    }
  }

  /** Frees what the replica holds, and forgets it. */
  void end(LivingReplica replica) {
    for (int gpu = 0; gpu < replica.gpus(); gpu++) {
      int device = replica.gpu(gpu);
      int node = replica.nodeOfGpu(gpu);
      devices.free(device, replica);
      if (devices.isFree(device)) {
        power.changeServer(node, -riseNow(replica, node));
      }
    }
    caps.forget(replica.number());
    hosts.free(replica);
    replicas.remove(replica);
    drains.leave(replica);
    if (!replica.isLeaving()) {
      pools.leave(replica);
    }
  }

  /** What each GPU of the replica on that node adds, as it is capped now. */
  private long riseNow(LivingReplica replica, int node) {
    long peak = fleet.gpuModelOf(node).peak().value();
    return power.deviceRise(node, caps.possible(replica, peak));
  }

  /** The replica's GPUs are to be held to so many watts each. */
  void orderCap(LivingReplica replica, long watts) {
    long peak = fleet.gpuModelOf(replica.nodeOf(0)).peak().value();
    recharge(replica, () -> caps.order(replica.number(), peak, watts));
  }

  /** They are held to what was ordered with that number, or later. */
  void confirmCap(LivingReplica replica, int order) {
    recharge(replica, () -> caps.confirm(replica.number(), order));
  }

  private void recharge(LivingReplica replica, Runnable change) {
    charge(replica, -1);
    change.run();
    charge(replica, 1);
  }

  private void charge(LivingReplica replica, int sign) {
    for (int gpu = 0; gpu < replica.gpus(); gpu++) {
      int node = replica.nodeOfGpu(gpu);
      power.changeServer(node, sign * riseNow(replica, node));
    }
  }

  /** Tells the group to run so many steps; more are charged at once. */
  void tellMiner(int miner, int steps, long order) {
    int most = miners.most(miner);
    miners.tell(miner, steps, order);
    charge(miner, most);
  }

  /** The site says what draws; fewer steps are charged from now on if that is certain. */
  void hearMiner(int miner, int steps, long order, EpochMillis at) {
    int most = miners.most(miner);
    miners.hear(miner, steps, order, at);
    charge(miner, most);
  }

  private void charge(int miner, int mostBefore) {
    long more = power.minerWatts(miner, miners.most(miner)) - power.minerWatts(miner, mostBefore);
    if (more != 0) {
      power.changeMiner(miner, more);
    }
  }

  /** Puts a group that is off into the state it was in, with its watts. */
  void resumeMiner(int miner, MinerBook.Entry entry) {
    miners.put(miner, entry);
    charge(miner, 0);
  }
}
