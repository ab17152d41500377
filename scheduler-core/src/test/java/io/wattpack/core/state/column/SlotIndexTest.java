package io.wattpack.core.state.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SlotIndexTest {
  private static final int CHANGES = 20_000;

  /** Few hashes for many slots, so that probing and closing gaps are all it does. */
  private static int hash(int slot) {
    return slot % 37 * (slot % 2 == 0 ? 1 : -1);
  }

  @Test
  void shouldFindJustWhatIsInItHoweverHashesCollide() {
    SplittableRandom random = new SplittableRandom(11);
    SlotIndex index = new SlotIndex(new UndoLog());
    TreeMap<Integer, Boolean> expected = new TreeMap<>();
    for (int change = 0; change < CHANGES; change++) {
      toggle(index, expected, random.nextInt(200));
    }
    assertSame(index, expected);
  }

  @Test
  void shouldBeAsItWasAfterARollback() {
    SplittableRandom random = new SplittableRandom(12);
    UndoLog log = new UndoLog();
    SlotIndex index = new SlotIndex(log);
    TreeMap<Integer, Boolean> expected = new TreeMap<>();
    for (int round = 0; round < 200; round++) {
      toggle(index, expected, random.nextInt(200));
      int mark = log.checkpoint();
      TreeMap<Integer, Boolean> supposed = new TreeMap<>(expected);
      for (int change = 0; change < 50; change++) {
        toggle(index, supposed, random.nextInt(200));
      }
      log.rollback(mark);
      assertSame(index, expected);
    }
  }

  private static void toggle(SlotIndex index, TreeMap<Integer, Boolean> expected, int slot) {
    if (expected.remove(slot) != null) {
      index.remove(hash(slot), slot);
    } else {
      expected.put(slot, true);
      index.add(hash(slot), slot);
    }
  }

  private static void assertSame(SlotIndex index, TreeMap<Integer, Boolean> expected) {
    assertThat(index.size()).isEqualTo(expected.size());
    assertThat(Arrays.stream(index.slots()).boxed())
        .containsExactlyInAnyOrderElementsOf(expected.keySet());
    for (int slot = 0; slot < 200; slot++) {
      int meant = slot;
      int found = index.find(hash(slot), other -> other == meant);
      assertThat(found).isEqualTo(expected.containsKey(slot) ? slot : SlotIndex.NONE);
    }
  }
}
