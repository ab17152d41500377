package io.wattpack.core.check;

import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.SpreadLimit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Per pool: its replicas that were neither told to stop nor paused, and how many members, those of
 * paused ones too, stand in each thing of a level that the pool's rules limit.
 *
 * <p>Counts are kept in one array pair, searched from the cell that the key's hash names; a count
 * of zero stays where it is. Pools without limits have none.
 */
final class PoolBook implements Undoable {
  private static final List<SpreadLevel> LEVELS = List.of(SpreadLevel.values());
  private static final int CELLS_FIRST = 16;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final FleetBook fleet;
  private final UndoLog undo;
  private final int[] replicas;
  // One more than the key; 0: empty.
  private long[] keys;
  private int[] counts;
  private int used;

  PoolBook(FleetBook fleet, UndoLog undo) {
    this.fleet = fleet;
    this.undo = undo;
    replicas = new int[fleet.poolCount()];
    keys = new long[CELLS_FIRST];
    counts = new int[CELLS_FIRST];
  }

  private PoolBook(PoolBook other, UndoLog undo) {
    fleet = other.fleet;
    this.undo = undo;
    replicas = other.replicas.clone();
    keys = other.keys.clone();
    counts = other.counts.clone();
    used = other.used;
  }

  PoolBook fork(UndoLog forked) {
    return new PoolBook(this, forked);
  }

  int replicasOf(int pool) {
    return replicas[pool];
  }

  /** Members of the pool in that thing of the level, by number; 0 where nothing is limited. */
  int standing(int pool, SpreadLimit limit, int thing) {
    return counts[cellOf(key(pool, limit, thing))];
  }

  void join(LivingReplica replica) {
    change(replica, 1);
  }

  void leave(LivingReplica replica) {
    change(replica, -1);
  }

  private void change(LivingReplica replica, int more) {
    int pool = replica.owner() instanceof PoolId id ? fleet.poolOf(id) : FleetBook.NONE;
    if (pool < 0) {
      return;
    }
    count(pool, replica.isPaused() ? 0 : more);
    for (SpreadLimit limit : fleet.rulesOf(pool).spread()) {
      for (int member = 0; member < replica.members(); member++) {
        stand(pool, limit, fleet.thingOf(limit.level(), replica.nodeOf(member)), more);
      }
    }
  }

  private void count(int pool, int more) {
    if (more != 0) {
      undo.note(this, more, -1L - pool);
      replicas[pool] += more;
    }
  }

  /** The replica is paused, or is not any more; it stays where it stands. */
  void change(LivingReplica before, LivingReplica now) {
    int pool = before.owner() instanceof PoolId id ? fleet.poolOf(id) : FleetBook.NONE;
    if (pool >= 0) {
      count(pool, (before.isPaused() ? 1 : 0) - (now.isPaused() ? 1 : 0));
    }
  }

  private void stand(int pool, SpreadLimit limit, int thing, int more) {
    if (thing >= 0) {
      long key = key(pool, limit, thing);
      undo.note(this, more, key);
      add(key, more);
    }
  }

  /** What was noted is how many more; of replicas with a negative number, of members by key. */
  @Override
  public void undo(int place, long figure, @Nullable Object thing) {
    if (figure < 0) {
      replicas[(int) (-1 - figure)] -= place;
    } else {
      add(figure, -place);
    }
  }

  private static long key(int pool, SpreadLimit limit, int thing) {
    int level = LEVELS.indexOf(limit.level());
    return (((long) pool * LEVELS.size() + level) << Integer.SIZE) | thing;
  }

  private int add(long key, int more) {
    int cell = cellOf(key);
    if (keys[cell] == 0) {
      keys[cell] = key + 1;
      used++;
    }
    counts[cell] += more;
    int count = counts[cell];
    growIfFull();
    return count;
  }

  /** The cell of the key, or the empty one where it belongs. */
  private int cellOf(long key) {
    int cell = (int) ((key * SPREAD) >>> (Long.numberOfLeadingZeros(keys.length) + 1));
    while (keys[cell] != 0 && keys[cell] != key + 1) {
      cell = (cell + 1) & (keys.length - 1);
    }
    return cell;
  }

  private void growIfFull() {
    if (2 * used <= keys.length) {
      return;
    }
    long[] keysBefore = keys;
    int[] countsBefore = counts;
    keys = new long[2 * keysBefore.length];
    counts = new int[2 * keysBefore.length];
    for (int cell = 0; cell < keysBefore.length; cell++) {
      if (keysBefore[cell] != 0) {
        int next = cellOf(keysBefore[cell] - 1);
        keys[next] = keysBefore[cell];
        counts[next] = countsBefore[cell];
      }
    }
  }

  /** Which limit of its pool the replica breaks, counting all its members; null: none. */
  @Nullable String faultOfPool(LivingReplica replica, int pool) {
    return faultOf(replica, pool, fleet.rulesOf(pool).spread());
  }

  /** Which of the limits the members break by themselves; null: none. A task has one replica. */
  @Nullable String faultOfTask(LivingReplica replica, List<SpreadLimit> limits) {
    return faultOf(replica, fleet.poolCount(), limits);
  }

  private @Nullable String faultOf(LivingReplica replica, int pool, List<SpreadLimit> limits) {
    for (int place = 0; place < limits.size(); place++) {
      String fault = faultOf(replica, pool, limits.get(place));
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private @Nullable String faultOf(LivingReplica replica, int pool, SpreadLimit limit) {
    String fault = null;
    int counted = 0;
    // Each member is counted for the next to see, and then taken back.
    while (fault == null && counted < replica.members()) {
      int thing = fleet.thingOf(limit.level(), replica.nodeOf(counted));
      int count = thing < 0 ? 0 : add(key(pool, limit, thing), 1);
      fault = count > limit.replicasMax() ? describe(replica, limit, thing, count) : null;
      counted++;
    }
    while (counted > 0) {
      counted--;
      int thing = fleet.thingOf(limit.level(), replica.nodeOf(counted));
      if (thing >= 0) {
        add(key(pool, limit, thing), -1);
      }
    }
    return fault;
  }

  private String describe(LivingReplica replica, SpreadLimit limit, int thing, int count) {
    return "Replica r-%d is one too many of %s in %s %s: it would hold %d of at most %d."
        .formatted(
            replica.number(),
            replica.owner(),
            limit.level().label(),
            fleet.nameOf(limit.level(), thing),
            count,
            limit.replicasMax());
  }
}
