package io.wattpack.core.state.column;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NarrowColumnTest {
  private final UndoLog log = new UndoLog();

  @Test
  void shouldGiveBackNumbersOfAnySize() {
    NarrowColumn column = NarrowColumn.small(log, 2);
    column.set(0, 7);
    column.set(1, -7);

    column.set(5, Long.MAX_VALUE);

    assertThat(column.get(0)).isEqualTo(7);
    assertThat(column.get(1)).isEqualTo(-7);
    assertThat(column.get(3)).isZero();
    assertThat(column.get(5)).isEqualTo(Long.MAX_VALUE);
    assertThat(column.get(99)).isZero();
  }

  @Test
  void shouldGiveBackNumbersNearTheFirstAndFarFromIt() {
    NarrowColumn column = NarrowColumn.nearFirst(log);
    long first = 1_800_000_000_000L;
    column.set(0, first);
    column.set(1, first - 5);
    assertThat(column.get(1)).isEqualTo(first - 5);

    column.set(2, first + (1L << 40));
    column.set(3, Long.MIN_VALUE);

    assertThat(column.get(0)).isEqualTo(first);
    assertThat(column.get(1)).isEqualTo(first - 5);
    assertThat(column.get(2)).isEqualTo(first + (1L << 40));
    assertThat(column.get(3)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void shouldTakeBackWhatWidenedIt() {
    NarrowColumn column = NarrowColumn.small(log, 1);
    column.set(0, 1);
    int mark = log.checkpoint();
    column.set(0, 1L << 50);
    column.add(0, 3);

    NarrowColumn fork = column.copy(new UndoLog());
    log.rollback(mark);

    assertThat(column.get(0)).isEqualTo(1);
    assertThat(fork.get(0)).isEqualTo((1L << 50) + 3);
  }
}
