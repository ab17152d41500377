package io.wattpack.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.ServiceTier;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tables of the books against a plain map, through checkpoints and rollbacks. */
class UndoTableTest {
  private static final long SEED = 20261126;
  private static final int STEPS = 20_000;
  private static final int KEYS = 200;

  private final UndoLog undo = new UndoLog();
  private final SplittableRandom random = new SplittableRandom(SEED);

  /** Few hashes, so that searches meet each other. */
  private record Key(int number) {
    @Override
    public int hashCode() {
      return number % 7;
    }
  }

  @Test
  void aMapHoldsWhatAPlainMapHoldsAlsoAfterRollbacks() {
    UndoMap<Key, Integer> map = new UndoMap<>(undo);
    Map<Key, Integer> plain = new HashMap<>();
    for (int step = 0; step < STEPS; step++) {
      Map<Key, Integer> before = new HashMap<>(plain);
      boolean isTakenBack = random.nextInt(3) == 0;
      undo.checkpoint();
      for (int change = random.nextInt(5); change >= 0; change--) {
        change(map, plain);
      }
      if (isTakenBack) {
        undo.rollback();
        plain = before;
      } else {
        undo.commit();
      }
      Key any = new Key(random.nextInt(KEYS));
      assertThat(map.get(any)).as("seed %d, step %d", SEED, step).isEqualTo(plain.get(any));
    }
    assertThat(map.values().stream().collect(Collectors.toMap(e -> e.key(), e -> e.value())))
        .isEqualTo(plain);
  }

  private void change(UndoMap<Key, Integer> map, Map<Key, Integer> plain) {
    Key key = new Key(random.nextInt(KEYS));
    if (random.nextBoolean()) {
      int value = random.nextInt();
      map.put(key, value);
      plain.put(key, value);
    } else {
      map.forget(key);
      plain.remove(key);
    }
  }

  @Test
  void aForkIsAWorldOfItsOwn() {
    UndoMap<Key, Integer> map = new UndoMap<>(undo);
    map.put(new Key(1), 1);
    UndoMap<Key, Integer> fork = map.fork(new UndoLog());
    fork.put(new Key(2), 2);
    fork.forget(new Key(1));
    assertThat(map.get(new Key(1))).isEqualTo(1);
    assertThat(map.get(new Key(2))).isNull();
    assertThat(fork.get(new Key(1))).isNull();
  }

  @Test
  void aReplicaIsReadAsItWasWritten() {
    ReplicaTable table = new ReplicaTable(undo);
    ReplicaShare share = new ReplicaShare(40_960, 8_000, 65_536, (short) 500);
    int[] gang = {2, 3, 4, 24, 32};
    LivingReplica[] all = {
      new LivingReplica(new JobId("a"), 1, share, (byte) 0, (byte) 3, 0, -1, null),
      new LivingReplica(new JobId("b"), Long.MAX_VALUE, share, (byte) -1, (byte) 0, -1, 7, null),
      new LivingReplica(
          new PoolId(new ModelId("m"), ServiceTier.FLEX),
          2,
          share,
          (byte) 127,
          (byte) 1,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          gang),
    };
    for (LivingReplica replica : all) {
      table.put(replica);
    }
    for (LivingReplica replica : all) {
      assertThat(table.get(replica.number())).isEqualTo(replica);
    }
    table.remove(all[0]);
    assertThat(table.get(1)).isNull();
    assertThat(table.values()).containsExactlyInAnyOrder(all[1], all[2]);
  }
}
