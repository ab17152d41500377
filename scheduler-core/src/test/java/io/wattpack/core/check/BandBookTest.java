package io.wattpack.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.units.EpochMillis;
import org.junit.jupiter.api.Test;

/**
 * A domain of 1,000 W carried by two units, with a reserve of 50 W: 450 W are left without one, of
 * which 100 W are always drawn. Its units bear five seconds.
 */
class BandBookTest {
  private static final EpochMillis NOW = new EpochMillis(1_000);
  private static final int FAST = 0;
  private static final int SLOW = 1;

  private static PowerBook book(UndoLog undo) {
    return new OneDomain()
        .reserve(50)
        .base(100)
        .units(2)
        .miners("fast", 600, 5_000)
        .miners("slow", 400, 5_001)
        .book(undo);
  }

  @Test
  void shouldLetOnlyFastMinersDrawWhatALostUnitWouldTake() {
    PowerBook book = book(new UndoLog());

    assertThat(book.faultOfMiner(FAST, 0, 1, NOW)).isNull();
    assertThat(book.faultOfMiner(SLOW, 0, 1, NOW))
        .isEqualTo(
            "Miner group slow raises power domain grid by 400 W to 500 W, above its cap of 450 W.");
  }

  @Test
  void shouldLeaveTheLimitOfOneUnitToTheRestWhateverFastMinersDraw() {
    PowerBook book = book(new UndoLog());
    book.changeMiner(FAST, 500);
    book.change(0, 300);

    assertThat(book.faultOfMiner(SLOW, 0, 1, NOW))
        .isEqualTo(
            "Miner group slow raises power domain grid by 400 W to 1300 W, above its cap of 950"
                + " W.");
    book.change(0, 51);
    assertThat(book.faultOfMiner(FAST, 0, 1, NOW)).contains("in breach");
  }

  @Test
  void shouldHoldAllMinersToWhatAllUnitsCarry() {
    PowerBook book = book(new UndoLog());
    book.change(0, 300);

    assertThat(book.faultOfMiner(FAST, 0, 1, NOW))
        .isEqualTo(
            "Miner group fast raises power domain grid by 600 W to 1000 W, above its cap of 950"
                + " W.");
  }

  @Test
  void shouldForgetMinersThatAreTakenBack() {
    UndoLog undo = new UndoLog();
    PowerBook book = book(undo);
    undo.checkpoint();
    book.changeMiner(FAST, 600);
    undo.rollback();

    book.change(0, 350);

    assertThat(book.faultOfMiner(FAST, 0, 1, NOW)).as("450 of 450 W and no breach").isNotNull();
    assertThat(book.faultOfMiner(FAST, 1, 1, NOW)).isNull();
  }
}
